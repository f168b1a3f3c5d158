package io.cuantovale.local.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    Path root;

    @BeforeEach
    void aRepositoryOfThreeModules() throws Exception {
        Files.writeString(root.resolve("pom.xml"), """
                <project><groupId>io.cuantovale</groupId><artifactId>parent</artifactId><version>1</version>
                <modules><module>domain</module><module>local/tool</module><module>gateway</module></modules></project>
                """);
        module("domain", "domain", "", "");
        module("local/tool", "local-tool", "", "");
        module(
                "gateway",
                "gateway",
                "<dependency><groupId>io.cuantovale</groupId><artifactId>domain</artifactId></dependency>"
                        + "<dependency><groupId>org.other</groupId><artifactId>local-tool</artifactId></dependency>",
                "<build><plugins><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>");
    }

    @Test
    void whatAModuleNeedsIsBuiltWithItAndNothingElse() {
        ModuleGraph graph = ModuleGraph.read(root);
        assertThat(graph.closure(List.of("gateway"))).extracting(Module::path).containsExactly("domain", "gateway");
        assertThat(graph.closure(List.of("gateway")).getLast().application()).isTrue();
    }

    @Test
    void nothingIsBuiltWhenNothingHasChanged() throws Exception {
        assertThat(changed()).containsExactly("domain", "gateway");
        build();
        assertThat(changed()).isEmpty();
    }

    @Test
    void aChangedModuleIsBuiltWithThoseThatNeedIt() throws Exception {
        build();
        Files.writeString(root.resolve("domain/src/main/java/A.java"), "class A { int x; }");
        assertThat(changed()).containsExactly("domain", "gateway");
        build();
        Files.writeString(root.resolve("gateway/src/main/java/A.java"), "class A { int x; }");
        assertThat(changed()).containsExactly("gateway");
    }

    @Test
    void aNewADeletedAndARenamedSourceCount() throws Exception {
        build();
        Files.move(root.resolve("gateway/src/main/java/A.java"), root.resolve("gateway/src/main/java/B.java"));
        assertThat(changed()).containsExactly("gateway");
    }

    @Test
    void aPomCountsAndATestDoesNot() throws Exception {
        build();
        Files.createDirectories(root.resolve("gateway/src/test/java"));
        Files.writeString(root.resolve("gateway/src/test/java/ATest.java"), "class ATest {}");
        assertThat(changed()).isEmpty();
        Files.writeString(root.resolve("pom.xml"), Files.readString(root.resolve("pom.xml")) + "<!-- -->");
        assertThat(changed()).containsExactly("domain", "gateway");
    }

    @Test
    void aMissingResultIsBuiltAgain() throws Exception {
        build();
        Files.delete(root.resolve("gateway/target/quarkus-app/quarkus-run.jar"));
        assertThat(changed()).containsExactly("gateway");
    }

    @Test
    void aBuildThatWasCutShortIsDoneAgain() throws Exception {
        build();
        ModuleGraph graph = ModuleGraph.read(root);
        record().forget(graph.closure(List.of("domain")));
        assertThat(changed()).containsExactly("domain");
    }

    @Test
    void mavensOutputIsFollowed() {
        BuildOutput output = new BuildOutput();
        output.accept("[INFO] Downloaded from central: https://x/a.jar (1.5 MB at 2 MB/s)");
        output.accept("[INFO] Downloaded from central: https://x/b.pom (500 kB at 2 MB/s)");
        output.accept("[INFO] Building domain 0.1.0-SNAPSHOT                      [3/11]");
        assertThat(output.done()).isEqualTo(2);
        assertThat(output.total()).isEqualTo(11);
        assertThat(output.text()).isEqualTo("domain, 2 downloads (2 MB)");
        output.accept("[ERROR] /a/B.java:[1,2] cannot find symbol");
        assertThat(output.errors()).containsExactly("/a/B.java:[1,2] cannot find symbol");
    }

    private List<String> changed() {
        ModuleGraph graph = ModuleGraph.read(root);
        return record()
                .changed(graph.closure(List.of("gateway")), new SourceHash(root, graph, List.of("25")), "1")
                .stream()
                .map(Module::path)
                .toList();
    }

    private void build() throws Exception {
        ModuleGraph graph = ModuleGraph.read(root);
        List<Module> modules = graph.closure(List.of("gateway"));
        for (Module module : modules) {
            Path artifact = module.artifact("1");
            Files.createDirectories(artifact.getParent());
            Files.writeString(artifact, "jar");
        }
        record().built(modules, new SourceHash(root, graph, List.of("25")));
    }

    private BuildRecord record() {
        return new BuildRecord(root.resolve("build.json"));
    }

    private void module(String path, String artifactId, String dependencies, String build) throws Exception {
        Files.createDirectories(root.resolve(path).resolve("src/main/java"));
        Files.writeString(root.resolve(path).resolve("src/main/java/A.java"), "class A {}");
        Files.writeString(
                root.resolve(path).resolve("pom.xml"),
                "<project><artifactId>" + artifactId + "</artifactId><dependencies>" + dependencies + "</dependencies>"
                        + build + "</project>");
    }
}

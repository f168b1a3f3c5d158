package io.cuantovale.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits that a reader may rely on in every file. */
class SourceRuleTest {
    @Test
    void everyPackageIsNullMarked() {
        assertThat(mainFiles()
                        .map(Path::getParent)
                        .distinct()
                        .filter(p -> !Files.exists(p.resolve("package-info.java"))
                                || !Sources.read(p.resolve("package-info.java")).contains("@NullMarked"))
                        .map(Sources.ROOT::relativize))
                .as("packages without @NullMarked package-info.java")
                .isEmpty();
    }

    @Test
    void everyServiceHasTheSameRooms() {
        List<String> missing = Sources.SERVICES.stream()
                .flatMap(s -> Stream.of("config", "health", "messaging", "rest")
                        .filter(room ->
                                mainFiles(s).noneMatch(f -> f.getParent().endsWith(room)))
                        .map(room -> s + "/" + room))
                .toList();
        assertThat(missing).as("rooms that a service lacks").isEmpty();
    }

    @Test
    void noTestSleeps() {
        assertThat(Stream.concat(Sources.MODULES.stream(), Stream.of("e2e", "test-kit"))
                        .flatMap(m -> Sources.javaFiles(m, "src/test/java").stream())
                        .filter(f -> !f.endsWith("SourceRuleTest.java"))
                        .filter(f -> Sources.read(f).contains("Thread.sleep"))
                        .map(Sources.ROOT::relativize))
                .as("tests that sleep (expected: Awaitility)")
                .isEmpty();
    }

    private static Stream<Path> mainFiles() {
        return Sources.MODULES.stream().flatMap(SourceRuleTest::mainFiles);
    }

    private static Stream<Path> mainFiles(String module) {
        return Sources.javaFiles(module, "src/main/java").stream();
    }
}

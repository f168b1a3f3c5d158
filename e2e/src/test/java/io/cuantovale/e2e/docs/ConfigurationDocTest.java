package io.cuantovale.e2e.docs;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MemberValuePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration reference is made from the {@code @ConfigMapping} interfaces and their javadoc. */
class ConfigurationDocTest {
    private static final List<String> MODULES = List.of(
            "service-kit",
            "state",
            "scraper-service",
            "cleaning-service",
            "training-service",
            "inference-service",
            "gateway",
            "local/demo-portal");

    private final JavaParser parser =
            new JavaParser(new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE));

    @Test
    void theConfigurationPageSaysWhatTheInterfacesSay() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Generated from the `@ConfigMapping` interfaces; do not edit. Every key can be given as a system property,
                as an environment variable (`cuantovale.store.kind` is `CUANTOVALE_STORE_KIND`) or in
                `config/application.properties` beside the service. `kafka.bootstrap.servers` names the broker for all.
                """);
        for (String module : MODULES) {
            TreeMap<String, String> rows = new TreeMap<>();
            for (Path file : javaFiles(module)) {
                CompilationUnit unit = parser.parse(file)
                        .getResult()
                        .orElseThrow(() -> new IllegalStateException(file + ": not parsed"));
                unit.findAll(ClassOrInterfaceDeclaration.class)
                        .forEach(type -> type.getAnnotationByName("ConfigMapping")
                                .flatMap(a -> value(a, "prefix"))
                                .ifPresent(prefix -> describe(type, prefix, rows)));
            }
            if (!rows.isEmpty()) {
                page.append("%n## %s%n%n| key | type | default | meaning |%n|---|---|---|---|%n".formatted(module));
                rows.values().forEach(page::append);
            }
        }
        GeneratedFile.check("docs/configuration.md", page.toString());
    }

    private static void describe(ClassOrInterfaceDeclaration type, String prefix, TreeMap<String, String> rows) {
        for (MethodDeclaration method : type.getMethods()) {
            if (method.isDefault() || method.isStatic()) {
                continue;
            }
            String key = prefix + "."
                    + method.getAnnotationByName("WithName")
                            .flatMap(ConfigurationDocTest::single)
                            .orElse(kebab(method.getNameAsString()));
            String returned = method.getType().asString();
            Optional<ClassOrInterfaceDeclaration> nested = type.getMembers().stream()
                    .flatMap(m -> m.toClassOrInterfaceDeclaration().stream())
                    .filter(n -> returned.contains(n.getNameAsString()))
                    .findFirst();
            if (nested.isPresent()) {
                describe(nested.get(), returned.startsWith("Map<") ? key + ".<name>" : key, rows);
            } else {
                rows.put(key, row(key, method, returned));
            }
        }
    }

    private static String row(String key, MethodDeclaration method, String type) {
        String meaning = method.getJavadoc()
                .map(j -> j.getDescription().toText().isBlank()
                        ? j.getBlockTags().stream()
                                .map(t -> t.getContent().toText())
                                .findFirst()
                                .orElse("")
                        : j.getDescription().toText())
                .orElse("");
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        key,
                        type.replace("|", "\\|"),
                        method.getAnnotationByName("WithDefault")
                                .flatMap(ConfigurationDocTest::single)
                                .map(d -> "`" + d + "`")
                                .orElse(""),
                        meaning.replaceAll("\\{@code ([^}]*)}", "`$1`")
                                .replaceAll("\\s+", " ")
                                .replace("|", "\\|"));
    }

    private static Optional<String> value(AnnotationExpr annotation, String name) {
        return annotation.findAll(MemberValuePair.class).stream()
                .filter(p -> p.getNameAsString().equals(name))
                .map(p -> literal(p.getValue()))
                .findFirst();
    }

    private static Optional<String> single(AnnotationExpr annotation) {
        return annotation.toSingleMemberAnnotationExpr().map(a -> literal(a.getMemberValue()));
    }

    private static String literal(Expression expression) {
        return expression.isStringLiteralExpr()
                ? expression.asStringLiteralExpr().asString()
                : expression.toString();
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static List<Path> javaFiles(String module) throws IOException {
        try (Stream<Path> files = Files.walk(GeneratedFile.ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}

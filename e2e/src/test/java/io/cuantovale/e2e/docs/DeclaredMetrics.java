package io.cuantovale.e2e.docs;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The meters of our own that the services' sources declare. */
public final class DeclaredMetrics {
    /** Kinds of meters by the name of their Micrometer builder or registry call. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Counter", "counter"),
            Map.entry("FunctionCounter", "counter"),
            Map.entry("counter", "counter"),
            Map.entry("Timer", "timer"),
            Map.entry("timer", "timer"),
            Map.entry("Gauge", "gauge"),
            Map.entry("TimeGauge", "time gauge"),
            Map.entry("MultiGauge", "gauge"),
            Map.entry("gauge", "gauge"),
            Map.entry("DistributionSummary", "summary"),
            Map.entry("summary", "summary"));

    private static final List<String> MODULES = List.of(
            "service-kit", "scraper-service", "cleaning-service", "training-service", "inference-service", "gateway");

    private DeclaredMetrics() {}

    /**
     * @param name as Prometheus shows it; of timers and summaries without {@code _count}, {@code _sum}, {@code _bucket}
     * @param kind counter, timer, gauge or summary
     * @param labels in the order of their declaration
     */
    public record Metric(String name, String kind, Set<String> labels, String meaning) {}

    /** All meters, by name. */
    public static TreeMap<String, Metric> all() throws IOException {
        JavaParser parser = new JavaParser(
                new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE));
        TreeMap<String, Metric> found = new TreeMap<>();
        for (String module : MODULES) {
            for (Path file : javaFiles(module)) {
                CompilationUnit unit = parser.parse(file)
                        .getResult()
                        .orElseThrow(() -> new IllegalStateException(file + ": not parsed"));
                unit.findAll(MethodCallExpr.class)
                        .forEach(call -> metric(call, unit)
                                .ifPresent(m -> found.merge(
                                        m.name(), m, (a, b) -> a.meaning().isEmpty() ? b : a)));
            }
        }
        return found;
    }

    private static Optional<Metric> metric(MethodCallExpr call, CompilationUnit unit) {
        String scope = call.getScope().map(Expression::toString).orElse("");
        String kind = call.getNameAsString().equals("builder")
                ? KINDS.getOrDefault(scope, "")
                : scope.toLowerCase(java.util.Locale.ROOT).endsWith("registry")
                        ? KINDS.getOrDefault(call.getNameAsString(), "")
                        : "";
        if (kind.isEmpty() || call.getArguments().isEmpty()) {
            return Optional.empty();
        }
        return text(call.getArgument(0), unit)
                .filter(name -> name.startsWith("cuantovale"))
                .map(name -> describe(name, kind, call, unit));
    }

    private static Metric describe(String name, String kind, MethodCallExpr call, CompilationUnit unit) {
        Set<String> labels = new LinkedHashSet<>();
        String meaning = "";
        String unitName = "";
        MethodCallExpr at = call;
        while (at.getParentNode().orElse(null) instanceof MethodCallExpr next
                && next.getScope().orElse(null) == at) {
            switch (next.getNameAsString()) {
                case "description" -> meaning = text(next.getArgument(0), unit).orElse("");
                case "baseUnit" -> unitName = text(next.getArgument(0), unit).orElse("");
                case "tag" -> text(next.getArgument(0), unit).ifPresent(labels::add);
                case "tags" -> pairs(next, 0, unit, labels);
                default -> {}
            }
            at = next;
        }
        if (!call.getNameAsString().equals("builder")) {
            pairs(call, 1, unit, labels);
        }
        String base = name.replace('.', '_').replace('-', '_');
        String suffix = switch (kind) {
            case "counter" -> base.endsWith("_total") ? "" : "_total";
            case "timer", "time gauge" -> base.endsWith("_seconds") ? "" : "_seconds";
            default -> unitName.isEmpty() || base.endsWith("_" + unitName) ? "" : "_" + unitName;
        };
        return new Metric(base + suffix, kind, labels, meaning);
    }

    private static void pairs(MethodCallExpr call, int from, CompilationUnit unit, Set<String> labels) {
        for (int i = from; i + 1 < call.getArguments().size(); i += 2) {
            text(call.getArgument(i), unit).ifPresent(labels::add);
        }
    }

    /** A string literal, a concatenation of literals, or a constant of the same file. */
    private static Optional<String> text(Expression expression, CompilationUnit unit) {
        if (expression.isStringLiteralExpr()) {
            return Optional.of(expression.asStringLiteralExpr().asString());
        }
        if (expression.isBinaryExpr()) {
            return text(expression.asBinaryExpr().getLeft(), unit)
                    .flatMap(left ->
                            text(expression.asBinaryExpr().getRight(), unit).map(right -> left + right));
        }
        if (expression.isNameExpr()) {
            String constant = expression.asNameExpr().getNameAsString();
            return unit.findAll(VariableDeclarator.class).stream()
                    .filter(v -> v.getNameAsString().equals(constant))
                    .flatMap(v -> v.getInitializer().stream())
                    .filter(Expression::isStringLiteralExpr)
                    .map(e -> e.asStringLiteralExpr().asString())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static List<Path> javaFiles(String module) throws IOException {
        try (Stream<Path> files = Files.walk(GeneratedFile.ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}

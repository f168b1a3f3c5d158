package io.cuantovale.training.export;

import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.evaluate.ClassReport;
import io.cuantovale.training.evaluate.Evaluation;
import io.cuantovale.training.evaluate.PhotoAblation;
import io.cuantovale.training.learn.EpochMetrics;
import io.cuantovale.training.task.TaskSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code model-card.html}: one page that stands alone and says what a model is, how good it is and where it ends. */
public record ModelCard(
        TaskSpec task,
        ModelManifest manifest,
        DatasetManifest dataset,
        ParityReport parity,
        @Nullable PhotoAblation ablation,
        List<EpochMetrics> history) {

    private static final double PERCENT = 100;

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { margin-bottom: .25rem; } h2 { margin-top: 2rem; }
            table { border-collapse: collapse; margin: .5rem 0; }
            th, td { text-align: right; padding: .25rem .75rem; border-bottom: 1px solid #8884; }
            th:first-child, td:first-child { text-align: left; }
            .note { border-left: 4px solid #c80; padding: .5rem 1rem; background: #c801; }
            svg { width: 100%; height: auto; }
            """;

    /** The page; {@code evaluations} by part. */
    public String html(Map<String, Evaluation> evaluations) {
        Evaluation test = Objects.requireNonNull(evaluations.get("test"));
        String body = Stream.of(
                        "<h1>" + escaped(task.title()) + "</h1>",
                        "<p>Network <b>" + escaped(manifest.network()) + "</b>, "
                                + String.format(Locale.ROOT, "%,d", manifest.parameters())
                                + " parameters, ONNX operator set " + manifest.opset() + ", seed " + manifest.seed()
                                + ".</p>",
                        task.description() == null
                                ? ""
                                : "<p class=note>" + escaped(Objects.requireNonNull(task.description())) + "</p>",
                        section("How good it is", metrics(evaluations)),
                        section("Classes on the test rows", classes(test.classes())),
                        section("Intervals and novelty", intervals(test)),
                        ablation == null ? "" : section("What the photo adds", photo(ablation)),
                        section("Data", data()),
                        section("Training", curve()),
                        section("Limits", limits()))
                .collect(Collectors.joining("\n"));
        return "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
                + "<meta name=viewport content='width=device-width, initial-scale=1'><title>"
                + escaped(task.title()) + ": model card</title>\n<style>\n" + STYLE + "</style></head>\n<body>\n" + body
                + "\n</body></html>\n";
    }

    private String metrics(Map<String, Evaluation> evaluations) {
        List<String> names = evaluations.values().stream()
                .flatMap(e -> e.metrics().keySet().stream())
                .distinct()
                .toList();
        StringBuilder table = new StringBuilder("<table><tr><th>metric");
        evaluations.keySet().forEach(part -> table.append("<th>").append(escaped(part)));
        for (String name : names) {
            table.append("<tr><td>").append(escaped(name.replace('_', ' ')));
            for (Evaluation evaluation : evaluations.values()) {
                Double value = evaluation.metrics().get(name);
                table.append("<td>").append(value == null ? "" : shown(name, value));
            }
        }
        return table
                + "</table><p>mdape and mape are the median and the mean absolute percentage error; within 10 and 20 the"
                + " share of rows closer than that; baseline: what the median of the training rows"
                + (task.baseline() == null
                        ? ""
                        : " with the same "
                                + escaped(
                                        Objects.requireNonNull(task.baseline()).by()))
                + " gives. Training and validation rows flatter: the first taught the network, the second chose its"
                + " best epoch. Test rows were seen by neither, nor were repeats of a row in another part.</p>";
    }

    private static String classes(ClassReport report) {
        StringBuilder table = new StringBuilder("<table><tr><th>class<th>rows<th>precision<th>recall<th>F1");
        for (ClassReport.Line line : report.classes()) {
            table.append("<tr><td>")
                    .append(escaped(line.name()))
                    .append("<td>")
                    .append(line.rows())
                    .append("<td>")
                    .append(percent(line.precision()))
                    .append("<td>")
                    .append(percent(line.recall()))
                    .append("<td>")
                    .append(percent(line.f1()));
        }
        table.append("</table><p>Confusion: actual class per line, predicted class per column.</p><table><tr><th>");
        report.names().forEach(n -> table.append("<th>").append(escaped(n)));
        for (int i = 0; i < report.names().size(); i++) {
            table.append("<tr><td>").append(escaped(report.names().get(i)));
            report.confusion().get(i).forEach(n -> table.append("<td>").append(n));
        }
        return table + "</table>";
    }

    private String intervals(Evaluation test) {
        ModelManifest.Interval interval = manifest.interval();
        String text = "<p>Novelty is the share of calibration rows that are less unlike the training rows than the row"
                + " at hand, from 0 to 1.</p>";
        if (interval == null) {
            return text;
        }
        Double coverage = test.metrics().get("coverage");
        return "<p>Intervals of " + percent(interval.level()) + " are split-conformal: half width "
                + String.format(Locale.ROOT, "%.4f", interval.quantile())
                + (task.target().scale() == TaskSpec.Scale.LOG ? " on the natural logarithm" : "") + ", from "
                + interval.n() + " calibration rows that neither taught nor chose the network."
                + (coverage == null ? "" : " On the test rows they hold " + percent(coverage) + ".") + "</p>" + text;
    }

    private static String photo(PhotoAblation ablation) {
        String loss = "<p>On the " + ablation.rows() + " test rows with photo the loss is "
                + String.format(
                        Locale.ROOT,
                        "%.3f with their own photos and %.3f with the photos shuffled among them",
                        ablation.loss(),
                        ablation.shuffledLoss());
        Double error = ablation.error();
        Double worse = ablation.shuffledError();
        return loss
                + (error == null || worse == null
                        ? ""
                        : "; the median error " + percent(error) + " and " + percent(worse))
                + ".</p>";
    }

    private String data() {
        return "<p>Dataset version <code>" + escaped(dataset.version()) + "</code> (content hash <code>"
                + escaped(dataset.contentHash()) + "</code>): " + dataset.rows() + " rows in " + dataset.groups()
                + " groups of repeats, " + dataset.rowsWithPhoto() + " with photo. Parts: "
                + dataset.parts().entrySet().stream()
                        .map(e -> escaped(e.getKey()) + " " + e.getValue())
                        .collect(Collectors.joining(", "))
                + ". The exported graph was compared with the trained network on " + parity.rows() + " rows, "
                + parity.rowsWithPhoto() + " of them with photo: largest difference "
                + String.format(Locale.ROOT, "%.1e", parity.maxProbabilityDifference()) + " in probabilities and "
                + String.format(Locale.ROOT, "%.1e", parity.maxEstimateDifference())
                + " of the estimate.</p>";
    }

    private String curve() {
        double top = history.stream()
                .mapToDouble(e -> Math.max(e.trainLoss(), e.validationLoss()))
                .max()
                .orElse(1);
        return "<svg viewBox='0 0 620 220' role=img aria-label='loss by epoch'>" + line(top, true, "#888")
                + line(top, false, "#06c")
                + "<text x=10 y=210 font-size=12 fill=#888>training loss by epoch</text>"
                + "<text x=200 y=210 font-size=12 fill=#06c>validation loss by epoch</text></svg>";
    }

    private String line(double top, boolean training, String colour) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < history.size(); i++) {
            EpochMetrics e = history.get(i);
            double x = 10 + 600.0 * i / Math.max(1, history.size() - 1);
            double y = 190 - 180 * (training ? e.trainLoss() : e.validationLoss()) / top;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return "<polyline fill=none stroke-width=2 stroke='" + colour + "' points='" + points + "'/>";
    }

    private String limits() {
        return "<ul>"
                + task.limits().stream().map(l -> "<li>" + escaped(l)).collect(Collectors.joining())
                + "<li>A row far from the training data has a high novelty; its estimate deserves less trust.</ul>";
    }

    private static String section(String title, String content) {
        return "<h2>" + title + "</h2>\n" + content;
    }

    private static String shown(String name, double value) {
        return name.startsWith("rows") || name.endsWith("rows")
                ? Long.toString(Math.round(value))
                : name.endsWith("loss") ? String.format(Locale.ROOT, "%.3f", value) : percent(value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f&nbsp;%%", share * PERCENT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package io.cuantovale.training.evaluate;

import io.cuantovale.training.gate.Wilson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a model does on one part.
 *
 * @param metrics by name, all of them shares or counts
 */
public record Evaluation(String part, ClassReport classes, Map<String, Double> metrics) {
    private static final double TEN_PERCENT = 0.1;
    private static final double TWENTY_PERCENT = 0.2;

    /**
     * Evaluates a part. Names: {@code rows}, {@code rows_with_photo}, {@code accuracy}, {@code macro_f1}; for numbers
     * {@code mdape}, {@code mape}, {@code within_10}, {@code within_20}; where there are intervals {@code coverage}
     * with the bounds of its 95 % Wilson interval and {@code interval_width} (median, as a share of the estimate).
     */
    public static Evaluation of(String part, List<String> names, List<ScoredRow> rows) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        ClassReport classes = ClassReport.of(names, rows);
        metrics.put("rows", (double) rows.size());
        metrics.put("rows_with_photo", (double)
                rows.stream().filter(ScoredRow::photo).count());
        metrics.put("accuracy", classes.accuracy());
        metrics.put(
                "macro_f1",
                classes.classes().stream()
                        .mapToDouble(ClassReport.Line::f1)
                        .average()
                        .orElse(0));
        double[] errors = rows.stream()
                .map(ScoredRow::relativeError)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (errors.length > 0) {
            metrics.put("mdape", Numbers.quantile(errors, 0.5));
            metrics.put("mape", Numbers.mean(errors));
            metrics.put("within_10", within(errors, TEN_PERCENT));
            metrics.put("within_20", within(errors, TWENTY_PERCENT));
        }
        List<Boolean> covered =
                rows.stream().map(ScoredRow::covered).filter(Objects::nonNull).toList();
        if (!covered.isEmpty()) {
            Wilson coverage = Wilson.of(covered.stream().filter(c -> c).count(), covered.size());
            metrics.put("coverage", coverage.share());
            metrics.put("coverage_low", coverage.low());
            metrics.put("coverage_high", coverage.high());
            metrics.put(
                    "interval_width",
                    Numbers.quantile(
                            rows.stream().mapToDouble(Evaluation::width).toArray(), 0.5));
        }
        return new Evaluation(part, classes, metrics);
    }

    private static double width(ScoredRow row) {
        Double lower = row.lower();
        Double upper = row.upper();
        Double estimate = row.estimate();
        return lower == null || upper == null || estimate == null ? Double.NaN : (upper - lower) / Math.abs(estimate);
    }

    private static double within(double[] errors, double share) {
        int hits = 0;
        for (double error : errors) {
            hits += error <= share ? 1 : 0;
        }
        return (double) hits / errors.length;
    }
}

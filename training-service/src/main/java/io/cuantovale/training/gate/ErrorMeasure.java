package io.cuantovale.training.gate;

import io.cuantovale.training.evaluate.ScoredRow;
import io.cuantovale.training.task.TaskSpec;
import java.util.List;

/** What is compared row by row. */
public enum ErrorMeasure {
    /** {@code |ln(estimate / actual)|}: a factor of two counts the same up and down, and for cheap and dear. */
    ABSOLUTE_LOG_ERROR("absolute log error"),
    /** {@code |estimate - actual|} in the target's unit. */
    ABSOLUTE_ERROR("absolute error"),
    /** {@code |estimate - actual| / actual}. */
    RELATIVE_ERROR("relative error"),
    /** {@code -ln(probability of the true class)}. */
    LOG_LOSS("log loss");

    /** A probability of zero would make one row infinite. */
    private static final double SMALLEST_PROBABILITY = 1e-6;

    private final String words;

    ErrorMeasure(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** What two models of a task are compared by. */
    public static ErrorMeasure of(TaskSpec task) {
        if (task.target().kind() == TaskSpec.TargetKind.CLASSES) {
            return LOG_LOSS;
        }
        return task.target().scale() == TaskSpec.Scale.LOG ? ABSOLUTE_LOG_ERROR : ABSOLUTE_ERROR;
    }

    /** One number per row, smaller is better. */
    public double[] of(List<ScoredRow> rows) {
        return rows.stream().mapToDouble(this::of).toArray();
    }

    private double of(ScoredRow row) {
        if (this == LOG_LOSS) {
            return -Math.log(Math.max(SMALLEST_PROBABILITY, row.probabilities()[row.actualClass()]));
        }
        if (row.actual() == null || row.estimate() == null) {
            throw new IllegalArgumentException(
                    row.listing() + ": no number to compare (expected: a task with a numeric target)");
        }
        return switch (this) {
            case ABSOLUTE_LOG_ERROR -> Math.abs(Math.log(row.estimate() / row.actual()));
            case ABSOLUTE_ERROR -> Math.abs(row.estimate() - row.actual());
            default -> Math.abs(row.estimate() - row.actual()) / row.actual();
        };
    }

    /**
     * Log loss of always answering with the shares of the classes among these rows: what a model of plain classes must
     * beat where there is no champion. The shares are the tested rows' own, which flatters the baseline.
     */
    static double[] logLossOfClassShares(List<ScoredRow> rows) {
        int classes =
                rows.stream().mapToInt(row -> row.probabilities().length).max().orElse(0);
        double[] count = new double[classes];
        rows.forEach(row -> count[row.actualClass()]++);
        return rows.stream()
                .mapToDouble(row -> -Math.log(count[row.actualClass()] / rows.size()))
                .toArray();
    }
}

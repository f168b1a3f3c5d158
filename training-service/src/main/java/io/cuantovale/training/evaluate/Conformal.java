package io.cuantovale.training.evaluate;

import java.util.Arrays;

/**
 * Split-conformal half width: with as many calibration residuals as this needs, an interval of that half width holds at
 * least {@code level} of new rows that are exchangeable with the calibration rows.
 */
public final class Conformal {
    /** Calibration rows below which no interval is given. */
    public static final int LEAST_ROWS = 20;

    private Conformal() {}

    /**
     * The finite-sample quantile: the ceil((n + 1) * level)-th smallest absolute residual.
     *
     * @throws IllegalArgumentException with fewer than {@link #LEAST_ROWS} rows, or too few for the level
     */
    public static double halfWidth(double[] residuals, double level) {
        int n = residuals.length;
        int rank = (int) Math.ceil((n + 1) * level);
        int least = Math.max(LEAST_ROWS, (int) Math.ceil(level / (1 - level)));
        if (n < least || rank > n) {
            throw new IllegalArgumentException(
                    "calibration rows: " + n + " (expected: at least " + least + " for a " + level + " interval)");
        }
        double[] sorted = Arrays.stream(residuals).map(Math::abs).sorted().toArray();
        return sorted[rank - 1];
    }
}

package io.cuantovale.training.gate;

/**
 * Wilson score interval of a proportion.
 *
 * @param share hits over trials, 0 to 1
 * @param low lower bound, 0 to 1
 * @param high upper bound, 0 to 1
 * @param hits successes
 * @param trials how many were looked at
 */
public record Wilson(double share, double low, double high, long hits, long trials) {
    /** Standard normal quantile for a two-sided 95 % interval. */
    private static final double Z = 1.959963984540054;

    /** The 95 % interval of {@code hits} out of {@code trials}; with no trials it is the whole of 0 to 1. */
    public static Wilson of(long hits, long trials) {
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException("hits: " + hits + " (expected: 0 to " + trials + ")");
        }
        if (trials == 0) {
            return new Wilson(0, 0, 1, 0, 0);
        }
        double share = (double) hits / trials;
        double squared = Z * Z;
        double centre = share + squared / (2.0 * trials);
        double half = Z * Math.sqrt(share * (1 - share) / trials + squared / (4.0 * trials * trials));
        double scale = 1 + squared / trials;
        return new Wilson(
                share, Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale), hits, trials);
    }

    /** Whether no value of this interval lies within {@code from} to {@code to}. */
    public boolean whollyOutside(double from, double to) {
        return high < from || low > to;
    }
}

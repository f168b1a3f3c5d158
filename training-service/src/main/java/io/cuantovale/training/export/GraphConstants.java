package io.cuantovale.training.export;

import org.jspecify.annotations.Nullable;

/**
 * What calibration rows say, for the graph. While they are being asked, both are null: the graph then gives a distance
 * in place of novelty and no interval.
 *
 * @param quantile half width of the interval on the target's scale
 * @param distances of calibration rows, ascending
 */
public record GraphConstants(@Nullable Double quantile, float @Nullable [] distances) {
    /** For the graph that calibration rows are run through. */
    public static final GraphConstants UNKNOWN = new GraphConstants(null, null);
}

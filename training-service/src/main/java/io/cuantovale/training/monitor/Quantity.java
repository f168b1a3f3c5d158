package io.cuantovale.training.monitor;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Something counted in bins.
 *
 * @param name for example a feature's
 * @param ordered whether the bins are ranges of a number
 * @param reference rows per bin that the champion was trained or judged on
 * @param bin the bin of an observation, negative where it has no value
 */
record Quantity(String name, Tier tier, boolean ordered, List<Long> reference, ToIntFunction<Observation> bin) {

    /** Rows behind the reference. */
    long referenceSample() {
        return reference.stream().mapToLong(Long::longValue).sum();
    }

    /** Observations per bin. */
    long[] count(List<Observation> window) {
        long[] counts = new long[reference.size()];
        for (Observation observation : window) {
            int at = bin.applyAsInt(observation);
            if (at >= 0) {
                counts[at]++;
            }
        }
        return counts;
    }
}

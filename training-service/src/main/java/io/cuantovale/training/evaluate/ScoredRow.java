package io.cuantovale.training.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * One row of a dataset with what a model says about it.
 *
 * @param group rows of one group belong together in a bootstrap
 * @param actual observed number; null for targets that are plain classes
 * @param estimate null for targets that are plain classes
 * @param lower bound of the interval, null as above
 * @param upper bound of the interval, null as above
 * @param actualClass index
 * @param predictedClass index of the largest probability
 * @param novelty 0 to 1
 */
public record ScoredRow(
        String listing,
        String group,
        @Nullable Double actual,
        @Nullable Double estimate,
        @Nullable Double lower,
        @Nullable Double upper,
        int actualClass,
        int predictedClass,
        float[] probabilities,
        double novelty,
        boolean photo) {

    /** Absolute error as a share of the actual number; null for plain classes. */
    public @Nullable Double relativeError() {
        return actual == null || estimate == null ? null : Math.abs(estimate - actual) / actual;
    }

    /** Whether the interval holds the actual number; null for plain classes. */
    public @Nullable Boolean covered() {
        return actual == null || lower == null || upper == null ? null : actual >= lower && actual <= upper;
    }
}

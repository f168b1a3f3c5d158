package io.cuantovale.training.monitor;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one listing or request, and what the champion said of it.
 *
 * @param values facts by feature, numbers or text; missing facts are absent
 * @param actual the target's value, null while unknown
 * @param predictedClass index of the most probable class, null where there was no prediction
 * @param distance of the photo's embedding from the reference, in deviations; null without photo
 */
public record Observation(
        Map<String, Object> values,
        @Nullable Double actual,
        @Nullable Double estimate,
        @Nullable Double lower,
        @Nullable Double upper,
        @Nullable Integer predictedClass,
        @Nullable Double novelty,
        @Nullable Double distance) {
    public Observation {
        values = Map.copyOf(new HashMap<>(values));
    }

    /** Only a prediction and what it was worth, for feedback. */
    static Observation ofFeedback(double actual, double estimate, @Nullable Double lower, @Nullable Double upper) {
        return new Observation(Map.of(), actual, estimate, lower, upper, null, null, null);
    }

    /** Absolute error as a share of the actual value; null where one is unknown. */
    @Nullable
    Double relativeError() {
        return actual == null || estimate == null ? null : Math.abs(estimate - actual) / actual;
    }

    /** Whether the interval holds the actual value; null where one is unknown. */
    @Nullable
    Boolean covered() {
        return actual == null || lower == null || upper == null ? null : actual >= lower && actual <= upper;
    }
}

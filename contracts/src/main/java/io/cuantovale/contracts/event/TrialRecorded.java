package io.cuantovale.contracts.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a hyper-parameter study.
 *
 * @param state {@code requested}, {@code completed}, {@code pruned} or {@code failed}
 * @param objective the study's objective, null until completed
 */
public record TrialRecorded(
        String study,
        int trial,
        String task,
        String state,
        Map<String, String> parameters,
        @Nullable Double objective,
        Instant at) {
    public TrialRecorded {
        parameters = Map.copyOf(parameters);
    }
}

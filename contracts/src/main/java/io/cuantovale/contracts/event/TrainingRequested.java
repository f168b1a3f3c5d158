package io.cuantovale.contracts.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something wants a model trained.
 *
 * @param requestId idempotency key: the same id again is the same run
 * @param datasetVersion null for the newest
 * @param trigger {@code manual}, {@code first}, {@code volume}, {@code schedule} or {@code drift}
 * @param configuration overrides of the task's training settings, by their names
 */
public record TrainingRequested(
        String requestId,
        String task,
        @Nullable String datasetVersion,
        String trigger,
        String reason,
        String requestedBy,
        Map<String, String> configuration) {
    public TrainingRequested {
        configuration = Map.copyOf(configuration);
    }
}

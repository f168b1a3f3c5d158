package io.cuantovale.training.runs;

import io.cuantovale.training.gate.GateDecision;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training, from the request to the decision of the gate.
 *
 * @param requestId idempotency key of the request that it answers
 * @param correlationId of the request; every log line of the run carries it
 * @param causationId id of the event that asked, null where there was none
 * @param datasetVersion null until the run starts, where the request named none
 * @param configuration overrides of the task's settings, by name
 * @param stage queued, loading, training, evaluating, exporting, parity, packaging, gate or done
 * @param epoch epochs finished
 * @param epochs epochs planned, 0 until known
 * @param metrics by part ({@code validation}, {@code test}), then by name; empty until evaluated
 * @param modelVersion the version that the run makes, null until it starts
 * @param failure why it failed, in words; null otherwise
 * @param decision of the gate; null until then
 * @param attempts how often a trainer has taken it
 */
public record Run(
        String id,
        String requestId,
        String correlationId,
        @Nullable String causationId,
        String task,
        @Nullable String datasetVersion,
        String trigger,
        String reason,
        String requestedBy,
        Map<String, String> configuration,
        RunState state,
        String stage,
        int epoch,
        int epochs,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double validationAccuracy,
        Map<String, Map<String, Double>> metrics,
        @Nullable String modelVersion,
        @Nullable String failure,
        @Nullable GateDecision decision,
        boolean cancelRequested,
        int attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public Run {
        configuration = Map.copyOf(configuration);
        metrics = Map.copyOf(metrics);
    }
}

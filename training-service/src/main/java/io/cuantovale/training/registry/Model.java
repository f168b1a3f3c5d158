package io.cuantovale.training.registry;

import io.cuantovale.training.gate.GateDecision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model package in the registry.
 *
 * @param key folder in the object store
 * @param manifestSha256 SHA-256 of its {@code manifest.json}
 * @param metrics by part, then by name
 * @param aliases what points to it now
 * @param decision of the gate, null until judged
 * @param decidedBy {@code gate} or who approved, rejected or overrode; null until decided
 * @param decisionReason in words; null until decided
 */
public record Model(
        String task,
        String version,
        String runId,
        String datasetVersion,
        String key,
        String manifestSha256,
        Map<String, Map<String, Double>> metrics,
        Instant publishedAt,
        ModelState state,
        List<String> aliases,
        @Nullable GateDecision decision,
        @Nullable String decidedBy,
        @Nullable String decisionReason,
        @Nullable Instant decidedAt) {
    public Model {
        metrics = Map.copyOf(metrics);
        aliases = List.copyOf(aliases);
    }
}

package io.cuantovale.contracts.event;

import java.time.Instant;
import java.util.Map;

/**
 * A model package is complete in the object store: parity proven, hashes in its manifest.
 *
 * @param version sortable, unique per task
 * @param key folder in the object store
 * @param manifestSha256 SHA-256 of {@code manifest.json}
 * @param metrics on the test part, by name
 */
public record ModelPublished(
        String task,
        String version,
        String runId,
        String datasetVersion,
        String key,
        String manifestSha256,
        Map<String, Double> metrics,
        Instant publishedAt) {
    public ModelPublished {
        metrics = Map.copyOf(metrics);
    }
}

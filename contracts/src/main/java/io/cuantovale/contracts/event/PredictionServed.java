package io.cuantovale.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that was given, without photo bytes or personal data.
 *
 * @param predictionId UUIDv7
 * @param modelVersion the version that answered
 * @param origin {@code request} (a caller asked) or {@code listing} (a newly cleaned listing was scored)
 * @param listing {@code source:foreignId} for origin {@code listing}, else null
 * @param inputs facts as the model's features name them (numbers, strings)
 * @param photoSha256 null without photo
 * @param probabilities one per class or band, in the manifest's order
 * @param estimate in the target's unit; null for tasks without regression
 * @param interval lower and upper bound; empty without
 * @param novelty 0 (like the training data) to 1
 * @param embedding of the photo branch; zeros without photo, empty where the task has none
 */
public record PredictionServed(
        String predictionId,
        String task,
        String modelVersion,
        String origin,
        @Nullable String listing,
        Map<String, Object> inputs,
        @Nullable String photoSha256,
        List<Float> probabilities,
        @Nullable Double estimate,
        List<Double> interval,
        @Nullable Double novelty,
        List<Float> embedding,
        Instant servedAt) {
    public PredictionServed {
        inputs = Map.copyOf(inputs);
        probabilities = List.copyOf(probabilities);
        interval = List.copyOf(interval);
        embedding = List.copyOf(embedding);
    }
}

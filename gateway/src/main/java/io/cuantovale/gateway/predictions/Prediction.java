package io.cuantovale.gateway.predictions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as callers get it.
 *
 * @param predictionId UUIDv7, for feedback
 * @param modelVersion the version that answered
 * @param estimate the target's value, its interval and the interval's level; left out for tasks without
 * @param bands probability of each band or class
 * @param novelty 0 (like the training data) to 1; left out where the model has none
 * @param photo {@code used} or {@code missing}; left out for tasks without photo
 * @param warnings codes of what a reader should know
 */
public record Prediction(
        @Schema(examples = "019a9c3e-0000-7000-8000-000000000001")
        String predictionId,

        @Schema(examples = "property-price") String task,

        @Schema(examples = "m000002-5d1f0a77") String modelVersion,

        @Schema(examples = "{\"price_usd\": 212000, \"interval_usd\": [168000, 267000], \"level\": 0.9}") @Nullable
        Map<String, Object> estimate,

        List<Band> bands,
        @Nullable Double novelty,

        @Schema(examples = "used") @Nullable String photo,

        @JsonInclude(JsonInclude.Include.ALWAYS) List<String> warnings) {

    /**
     * A band of the target, or a class.
     *
     * @param lower exclusive, left out where open
     * @param upper inclusive, left out where open
     */
    public record Band(
            @Schema(examples = "100k-to-200k") String name,

            @Nullable Double lower,
            @Nullable Double upper,

            @Schema(examples = "0.62") double probability) {}
}

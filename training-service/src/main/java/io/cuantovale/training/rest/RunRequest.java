package io.cuantovale.training.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param task its name
 * @param datasetVersion null for the newest
 * @param reason in words
 * @param actor who asks
 * @param configuration settings that differ from the task file's, by name
 */
@Schema(description = "Asks for a run.")
public record RunRequest(
        @NotBlank(message = "the name of a task") @Size(max = 100, message = "at most 100 characters")
        String task,

        @Nullable String datasetVersion,

        @Nullable @Size(max = 1000, message = "at most 1000 characters")
        String reason,

        @Nullable @Size(max = 100, message = "at most 100 characters")
        String actor,

        @Schema(example = "{\"epochs\": 20, \"network\": \"light\"}") @Nullable
        Map<String, JsonNode> configuration) {}

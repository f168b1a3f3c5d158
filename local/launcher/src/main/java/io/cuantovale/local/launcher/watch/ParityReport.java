package io.cuantovale.local.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How far the exported graph is from the trained network, as the model package in the object store says. */
public final class ParityReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path models;

    /**
     * @param objects the object store's folder
     * @param task whose models
     */
    public ParityReport(Path objects, String task) {
        this.models = objects.resolve("models").resolve(task);
    }

    /** The largest differences of a model version in words; empty if there is no report. */
    public String of(String version) {
        Path file = models.resolve(version).resolve("parity.json");
        if (version.isEmpty() || !Files.isReadable(file)) {
            return "";
        }
        try {
            JsonNode report = JSON.readTree(file.toFile());
            return String.format(
                    Locale.ROOT,
                    "largest difference on %d rows: probabilities %.1e, embedding %.1e, dollars %.1e (bound %.0e)",
                    report.path("rows").asLong(),
                    report.path("max_probability_difference").asDouble(),
                    report.path("max_embedding_difference").asDouble(),
                    report.path("max_estimate_difference").asDouble(),
                    report.path("bound").asDouble());
        } catch (IOException e) {
            return "its report cannot be read: " + e.getMessage();
        }
    }
}

package io.cuantovale.training.registry;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.domain.Hashes;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.learn.TrainingResult;
import io.cuantovale.training.runs.Checksums;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Model packages in the object store: written file by file with the manifest last, read with every hash checked. */
@ApplicationScoped
public class ModelPackages {
    static final String MANIFEST = "manifest.json";
    private static final String GRAPH = "model.onnx";

    private final ObjectStore store;
    private final String codeCommit;
    private final Clock clock;

    public ModelPackages(ObjectStore store, TrainingConfig config, Clock clock) {
        this.store = store;
        this.codeCommit = config.codeCommit();
        this.clock = clock;
    }

    /**
     * A package on this machine.
     *
     * @param graph {@code model.onnx}
     */
    public record Local(Path graph, ModelManifest manifest) {}

    /** Uploads a package; it counts only once the returned event is published. */
    public ModelPublished upload(TrainingResult result, String version, String runId) {
        ModelManifest manifest =
                result.manifest(version, runId, clock.instant().truncatedTo(ChronoUnit.MILLIS), codeCommit);
        String key = ObjectKeys.model(manifest.task(), version);
        for (String file : TrainingResult.FILES) {
            Path path = result.folder().resolve(file);
            String expected = manifest.files().get(file);
            if (expected == null) {
                throw new IllegalStateException("manifest: no hash of " + file + " (expected: one of every file)");
            }
            Checksums.require(file, path, expected);
            store.put(key + file, path);
        }
        byte[] bytes = write(manifest);
        store.put(key + MANIFEST, bytes);
        return new ModelPublished(
                manifest.task(),
                version,
                runId,
                manifest.datasetVersion(),
                key,
                Hashes.sha256Hex(bytes),
                result.metrics().getOrDefault("test", Map.of()),
                manifest.createdAt());
    }

    /** Downloads graph and manifest of a registered model into a folder. */
    public Local download(Model model, Path folder) {
        byte[] bytes = store.get(model.key() + MANIFEST);
        String found = Hashes.sha256Hex(bytes);
        if (!found.equals(model.manifestSha256())) {
            throw new IllegalStateException(
                    model.key() + MANIFEST + ": sha256 " + found + " (expected: " + model.manifestSha256() + ")");
        }
        try {
            ModelManifest manifest = Json.mapper().readValue(bytes, ModelManifest.class);
            Path graph = folder.resolve(model.version() + "-" + GRAPH);
            store.download(model.key() + GRAPH, graph);
            Checksums.require(
                    model.key() + GRAPH, graph, String.valueOf(manifest.files().get(GRAPH)));
            return new Local(graph, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(model.key() + MANIFEST + ": no manifest that can be read", e);
        }
    }

    /** One file of a registered model's package. */
    public byte[] file(Model model, ModelManifest manifest, String name) {
        byte[] bytes = store.get(model.key() + name);
        String found = Hashes.sha256Hex(bytes);
        if (!found.equals(manifest.files().get(name))) {
            throw new IllegalStateException(model.key() + name + ": sha256 " + found + " (expected: "
                    + manifest.files().get(name) + ")");
        }
        return bytes;
    }

    private static byte[] write(ModelManifest manifest) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException("manifest of " + manifest.version() + " cannot be written", e);
        }
    }
}

package io.cuantovale.training.learn;

import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.training.data.FittedFact;
import io.cuantovale.training.export.Graph;
import io.cuantovale.training.export.GraphWriter;
import io.cuantovale.training.network.FusionNetwork;
import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.TargetKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the manifest of a model that has no version yet. */
record ManifestDraft(
        TaskSpec task,
        TrainingSettings settings,
        DatasetManifest dataset,
        List<FittedFact> facts,
        FusionNetwork network) {

    /** All but metrics and files. */
    ModelManifest draft(Graph graph, ModelManifest.@Nullable Interval interval) {
        TaskSpec.Target target = task.target();
        return new ModelManifest(
                ModelManifest.FORMAT_VERSION,
                task.task(),
                "",
                "",
                Instant.EPOCH,
                settings.network(),
                network.parameterCount(),
                GraphWriter.OPSET,
                task.photo() == null ? null : PhotoDecoder.VERSION,
                features(),
                graph.inputs(),
                graph.outputs(),
                classes(target),
                target.kind() == TargetKind.BINS
                        ? new ModelManifest.Target(target.column(), Objects.requireNonNullElse(target.unit(), ""))
                        : null,
                interval,
                Map.of(),
                dataset.version(),
                dataset.contentHash(),
                "",
                settings.training().seed(),
                Map.of());
    }

    /** The draft with metrics and the hashes of the files in a folder. */
    ModelManifest finished(ModelManifest m, Map<String, Map<String, Double>> metrics, Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String file : TrainingResult.FILES) {
            files.put(file, sha256(folder.resolve(file)));
        }
        return new ModelManifest(
                m.formatVersion(),
                m.task(),
                m.version(),
                m.runId(),
                m.createdAt(),
                m.network(),
                m.parameters(),
                m.opset(),
                m.photoDecoder(),
                m.features(),
                m.inputs(),
                m.outputs(),
                m.classes(),
                m.target(),
                m.interval(),
                metrics,
                m.datasetVersion(),
                m.datasetHash(),
                m.codeCommit(),
                m.seed(),
                files);
    }

    private List<ModelManifest.Feature> features() {
        List<ModelManifest.Feature> features = new ArrayList<>();
        TaskSpec.Feature photo = task.photo();
        if (photo != null) {
            features.add(new ModelManifest.Feature(
                    photo.name(),
                    photo.kind().id(),
                    photo.name(),
                    photo.name() + "_present",
                    photo.required(),
                    null,
                    null,
                    false,
                    List.of(),
                    null,
                    photo.height(),
                    photo.width()));
        }
        for (FittedFact fact : facts) {
            TaskSpec.Feature f = fact.feature();
            features.add(new ModelManifest.Feature(
                    f.name(),
                    f.kind().id(),
                    f.name(),
                    fact.masked() ? f.name() + "_present" : null,
                    f.required(),
                    f.min(),
                    f.max(),
                    f.clampAboveMax(),
                    fact.vocabulary(),
                    f.unknown() == null ? null : 0,
                    null,
                    null));
        }
        return List.copyOf(features);
    }

    private static List<ModelManifest.ModelClass> classes(TaskSpec.Target target) {
        List<ModelManifest.ModelClass> classes = new ArrayList<>();
        Double lower = null;
        for (TaskSpec.ClassSpec spec : target.classes()) {
            classes.add(new ModelManifest.ModelClass(spec.name(), lower, spec.upper()));
            lower = spec.upper();
        }
        return List.copyOf(classes);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }
}

package io.cuantovale.training.learn;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.evaluate.ScoredRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A trained, exported and checked model that has no version yet.
 *
 * @param folder holds {@code model.onnx}, {@code parity.json}, {@code reference-profile.json} and
 *     {@code model-card.html}
 * @param draft the manifest with empty version, run id and code commit
 * @param metrics by part, then by name
 * @param test predictions of the exported graph on the test rows
 * @param baseline errors of the task's baseline on the test rows, in their order, as shares; empty without baseline
 */
public record TrainingResult(
        Path folder,
        ModelManifest draft,
        Map<String, Map<String, Double>> metrics,
        List<ScoredRow> test,
        List<Double> baseline) {

    /** Files of the package besides {@code manifest.json}. */
    public static final List<String> FILES =
            List.of("model.onnx", "parity.json", "reference-profile.json", "model-card.html");

    /** The manifest to store beside the files. */
    public ModelManifest manifest(String version, String runId, Instant createdAt, String codeCommit) {
        return new ModelManifest(
                draft.formatVersion(),
                draft.task(),
                version,
                runId,
                createdAt,
                draft.network(),
                draft.parameters(),
                draft.opset(),
                draft.photoDecoder(),
                draft.features(),
                draft.inputs(),
                draft.outputs(),
                draft.classes(),
                draft.target(),
                draft.interval(),
                draft.metrics(),
                draft.datasetVersion(),
                draft.datasetHash(),
                codeCommit,
                draft.seed(),
                draft.files());
    }
}

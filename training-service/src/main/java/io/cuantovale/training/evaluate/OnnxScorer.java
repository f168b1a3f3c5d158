package io.cuantovale.training.evaluate;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.data.DatasetFiles;
import java.nio.file.Path;
import java.util.List;

/** Scores rows with a packaged model through ONNX Runtime, as serving does. */
public final class OnnxScorer implements AutoCloseable {
    /**
     * @param model {@code model.onnx}
     * @param manifest of the same package
     * @param threads of ONNX Runtime
     * @param photoCache folder of decoded photos
     */
    public static OnnxScorer open(Path model, ModelManifest manifest, int threads, Path photoCache) {
        return new OnnxScorer();
    }

    /** All rows of one part (train, validation, calibration, test), in the dataset's order. */
    public List<ScoredRow> score(DatasetFiles dataset, String part) {
        return List.of();
    }

    @Override
    public void close() {}
}

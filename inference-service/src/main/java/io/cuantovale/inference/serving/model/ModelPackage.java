package io.cuantovale.inference.serving.model;

import io.cuantovale.contracts.model.ModelManifest;
import java.nio.file.Path;

/**
 * A verified package on this machine.
 *
 * @param manifestSha256 what identifies it, together with task and version
 * @param folder holds the manifest's files; removed when the model is closed
 */
public record ModelPackage(ModelManifest manifest, String manifestSha256, Path folder) {
    static final String MANIFEST = "manifest.json";
    static final String GRAPH = "model.onnx";
}

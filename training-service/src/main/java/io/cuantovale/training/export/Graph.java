package io.cuantovale.training.export;

import io.cuantovale.contracts.model.ModelManifest;
import java.util.List;

/**
 * A finished ONNX model.
 *
 * @param bytes of {@code model.onnx}
 */
public record Graph(byte[] bytes, List<ModelManifest.Tensor> inputs, List<ModelManifest.Tensor> outputs) {}

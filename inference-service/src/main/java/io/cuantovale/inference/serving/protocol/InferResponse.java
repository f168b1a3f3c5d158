package io.cuantovale.inference.serving.protocol;

import java.util.List;

/** One answer; {@code version} is the one that computed it. */
public record InferResponse(String model, String version, String id, List<OutputTensor> outputs, String correlationId) {
    public InferResponse {
        outputs = List.copyOf(outputs);
    }
}

package io.cuantovale.contracts.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A streaming caller wants a prediction; the answer appears on predictions.served with the same id. */
public record PredictionRequested(
        String predictionId,
        String task,
        String caller,
        Map<String, Object> inputs,
        @Nullable PhotoRef photo) {
    public PredictionRequested {
        inputs = Map.copyOf(inputs);
    }
}

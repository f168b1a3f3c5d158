package io.cuantovale.training.learn;

import ai.djl.nn.Parameter;
import io.cuantovale.training.network.FusionNetwork;
import java.util.LinkedHashMap;
import java.util.Map;

/** A copy of all parameters, running statistics included. */
record Weights(Map<Parameter, float[]> values) {
    static Weights copy(FusionNetwork network) {
        Map<Parameter, float[]> values = new LinkedHashMap<>();
        network.getParameters().values().forEach(p -> values.put(p, p.getArray().toFloatArray()));
        return new Weights(values);
    }

    void restore() {
        values.forEach((parameter, value) -> parameter.getArray().set(value));
    }
}

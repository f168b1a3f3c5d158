package io.cuantovale.inference.serving;

import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.binding.TensorSpec;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.util.List;

/** Which outputs a caller wants. */
final class OutputSelection {
    private OutputSelection() {}

    /** @throws ServingException BAD_INPUT for an output that the graph does not have */
    static List<String> check(List<String> wanted, GraphSpec spec) {
        List<String> known = spec.outputs().stream().map(TensorSpec::name).toList();
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw ServingException.badInput("output: " + name + " (expected: one of " + known + ")");
            }
        }
        return wanted.isEmpty() ? known : wanted;
    }

    static List<OutputTensor> of(List<OutputTensor> all, List<String> wanted) {
        return wanted.stream()
                .map(name -> all.stream()
                        .filter(t -> t.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}

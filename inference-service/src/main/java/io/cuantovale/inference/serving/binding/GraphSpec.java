package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest;
import java.util.List;

/**
 * Inputs and outputs of a graph, in the manifest's order.
 */
public record GraphSpec(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public GraphSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads a manifest's tensors.
     *
     * @throws UnsupportedContractException for what this server cannot serve
     */
    public static GraphSpec of(ModelManifest manifest) {
        if (manifest.inputs().isEmpty() || manifest.outputs().isEmpty()) {
            throw new UnsupportedContractException(
                    "inputs: " + manifest.inputs().size() + ", outputs: "
                            + manifest.outputs().size() + " (expected: at least one of each)");
        }
        return new GraphSpec(
                manifest.inputs().stream().map(TensorSpec::of).toList(),
                manifest.outputs().stream().map(TensorSpec::of).toList());
    }

    /** Position of an input; -1 if there is none of that name. */
    public int input(String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Bytes of one row over all inputs. */
    public int inputRowBytes() {
        return inputs.stream().mapToInt(TensorSpec::rowBytes).sum();
    }
}

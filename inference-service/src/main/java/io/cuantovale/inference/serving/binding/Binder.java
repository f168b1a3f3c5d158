package io.cuantovale.inference.serving.binding;

import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the tensors of one request into rows for the graph. Immutable, safe for any thread. */
public interface Binder {

    /**
     * What a caller gives, for metadata.
     *
     * @param shape -1 for the batch
     */
    record Parameter(String name, Datatype datatype, List<Long> shape) {}

    /** The inputs that callers give. */
    List<Parameter> parameters();

    /**
     * Checks and maps one request.
     *
     * @throws ServingException BAD_INPUT, naming input, index, value and what was expected
     */
    BoundRows bind(List<InputTensor> inputs);

    /**
     * Inputs by name, all known, none twice, and the number of rows on which they agree.
     *
     * @throws ServingException BAD_INPUT otherwise
     */
    static Given given(List<InputTensor> inputs, Set<String> known) {
        Map<String, InputTensor> byName = HashMap.newHashMap(inputs.size());
        int rows = -1;
        for (InputTensor input : inputs) {
            if (!known.contains(input.name())) {
                throw ServingException.badInput("input: " + input.name() + " (expected: one of " + known + ")");
            }
            if (byName.put(input.name(), input) != null) {
                throw ServingException.badInput("input: " + input.name() + " twice (expected: once)");
            }
            if (rows >= 0 && rows != input.rows()) {
                throw ServingException.badInput(
                        input.name() + ": " + input.rows() + " rows (expected: " + rows + ", as the other inputs)");
            }
            rows = input.rows();
        }
        if (rows <= 0) {
            throw ServingException.badInput("inputs: no rows (expected: at least one)");
        }
        return new Given(byName, rows);
    }

    /** See {@link #given}. */
    record Given(Map<String, InputTensor> byName, int rows) {}
}

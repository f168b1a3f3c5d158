package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.InputTensor.Encoding;
import io.cuantovale.inference.serving.protocol.InputTensor.Packed;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The graph as it stands. Pixels come as binary tensors only; indices beyond a vocabulary are refused. */
public final class TensorBinder implements Binder {
    private final GraphSpec graph;
    private final Set<String> names;
    private final Map<String, Feature> featureOf = new HashMap<>();

    public TensorBinder(ModelManifest manifest, GraphSpec graph) {
        this.graph = graph;
        this.names = graph.inputs().stream().map(TensorSpec::name).collect(Collectors.toCollection(LinkedHashSet::new));
        manifest.features().forEach(f -> featureOf.put(f.tensor(), f));
    }

    @Override
    public List<Parameter> parameters() {
        return graph.inputs().stream()
                .map(t -> new Parameter(t.name(), t.datatype(), t.shape(-1)))
                .toList();
    }

    @Override
    public BoundRows bind(List<InputTensor> inputs) {
        Given given = Binder.given(inputs, names);
        List<BoundRows.Input> bound = new ArrayList<>();
        for (TensorSpec spec : graph.inputs()) {
            InputTensor input = given.byName().get(spec.name());
            if (input == null) {
                throw ServingException.badInput(
                        spec.name() + ": missing (expected: " + spec.datatype() + " " + spec.shape(given.rows()) + ")");
            }
            bound.add(new BoundRows.Packed(checked(spec, input, featureOf.get(spec.name()))));
        }
        return new BoundRows(given.rows(), bound);
    }

    private static ByteBuffer checked(TensorSpec spec, InputTensor input, @Nullable Feature feature) {
        if (input.datatype() != spec.datatype()) {
            throw ServingException.badInput(
                    spec.name() + ": datatype " + input.datatype() + " (expected: " + spec.datatype() + ")");
        }
        boolean sameShape = input.shape().equals(spec.shape(input.rows()))
                || (spec.rowShape().isEmpty() && input.isColumn());
        if (!sameShape) {
            throw ServingException.badInput(
                    spec.name() + ": shape " + input.shape() + " (expected: " + spec.shape(input.rows()) + ")");
        }
        if (feature != null && feature.kind().equals("photo") && input.encoding() != Encoding.BINARY) {
            throw ServingException.badInput(spec.name()
                    + ": pixels as numbers (expected: a binary tensor, raw_input_contents in gRPC or binary_data_size"
                    + " in REST)");
        }
        ByteBuffer bytes = ((Packed) input.content()).bytes();
        if (feature != null && feature.kind().equals("categorical")) {
            checkIndices(spec, bytes, feature.vocabulary().size());
        }
        return bytes;
    }

    /** A graph's look-up fails for the whole batch on such an index, or wraps around on a negative one. */
    private static void checkIndices(TensorSpec spec, ByteBuffer bytes, int size) {
        for (int i = 0; i < bytes.limit() / spec.datatype().size(); i++) {
            double index = Numbers.readDouble(spec.datatype(), bytes, i);
            if (index < 0 || index >= size) {
                throw ServingException.badInput(
                        spec.name() + "[" + i + "]: " + (long) index + " (expected: 0 to " + (size - 1) + ")");
            }
        }
    }
}

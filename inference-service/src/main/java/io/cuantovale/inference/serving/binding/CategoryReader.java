package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.Numbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names looked up in the vocabulary of the version that answers; an empty one is missing. */
final class CategoryReader extends FeatureReader {
    private static final int NAMED_IN_MESSAGES = 12;

    private final Map<String, Integer> indices;
    private final String expected;

    CategoryReader(Feature feature, GraphSpec graph) {
        super(feature, graph);
        requireOnePerRow();
        List<String> vocabulary = feature.vocabulary();
        if (vocabulary.isEmpty()) {
            throw new UnsupportedContractException(
                    "feature " + feature.name() + ": empty vocabulary (expected: at least one value)");
        }
        Integer unknown = feature.unknownIndex();
        if (unknown != null && (unknown < 0 || unknown >= vocabulary.size())) {
            throw new UnsupportedContractException("feature " + feature.name() + ": unknown index " + unknown
                    + " (expected: 0 to " + (vocabulary.size() - 1) + ")");
        }
        indices = HashMap.newHashMap(vocabulary.size());
        for (int i = 0; i < vocabulary.size(); i++) {
            if (indices.put(vocabulary.get(i), i) != null) {
                throw new UnsupportedContractException(
                        "feature " + feature.name() + ": " + vocabulary.get(i) + " twice (expected: once)");
            }
        }
        expected = vocabulary.size() <= NAMED_IN_MESSAGES
                ? "one of " + vocabulary
                : "one of the " + vocabulary.size() + " values in the model's metadata";
    }

    @Override
    Datatype datatype() {
        return Datatype.BYTES;
    }

    @Override
    BoundRows.Input readRows(@Nullable InputTensor input, int rows, boolean[] present) {
        ByteBuffer values = Numbers.allocate(target.datatype(), rows);
        if (input != null) {
            List<ByteBuffer> given = ((InputTensor.Elements) input.content()).values();
            for (int row = 0; row < rows; row++) {
                String value = StandardCharsets.UTF_8
                        .decode(given.get(row).duplicate())
                        .toString();
                present[row] = !value.isEmpty();
                requirePresent(row, present[row]);
                if (present[row]) {
                    Numbers.write(target.datatype(), values, row, (long) index(row, value));
                }
            }
        }
        return new BoundRows.Packed(values);
    }

    private int index(int row, String value) {
        Integer index = indices.get(value);
        if (index == null) {
            index = feature.unknownIndex();
        }
        if (index == null) {
            throw refused(row, value, expected);
        }
        return index;
    }
}

package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one feature of a caller into its graph input and, where it has one, its presence input.
 */
abstract class FeatureReader {
    protected final Feature feature;
    protected final TensorSpec target;
    private final int targetIndex;
    private final int presenceIndex;

    FeatureReader(Feature feature, GraphSpec graph) {
        this.feature = feature;
        this.targetIndex = indexOf(graph, feature.tensor());
        this.target = graph.inputs().get(targetIndex);
        String presence = feature.presenceTensor();
        this.presenceIndex = presence == null ? -1 : indexOf(graph, presence);
        if (presenceIndex >= 0) {
            TensorSpec spec = graph.inputs().get(presenceIndex);
            if (spec.datatype() != Datatype.BOOL || spec.rowElements() != 1) {
                throw new UnsupportedContractException(
                        presence + ": " + spec.datatype() + " " + spec.shape(-1) + " (expected: BOOL, one per row)");
            }
        }
        if (!feature.required() && presenceIndex < 0) {
            throw new UnsupportedContractException(
                    "feature " + feature.name() + ": optional without presence tensor (expected: one)");
        }
    }

    private static int indexOf(GraphSpec graph, String tensor) {
        int index = graph.input(tensor);
        if (index < 0) {
            throw new UnsupportedContractException("tensor: " + tensor + " (expected: an input of the graph)");
        }
        return index;
    }

    /** The graph inputs that this feature fills. */
    List<Integer> fills() {
        return presenceIndex < 0 ? List.of(targetIndex) : List.of(targetIndex, presenceIndex);
    }

    abstract Datatype datatype();

    /** Reads the rows; null input where the caller left the feature out. */
    final void read(@Nullable InputTensor input, int rows, BoundRows.Input[] into) {
        boolean[] present = new boolean[rows];
        if (input != null) {
            if (!accepts(input.datatype())) {
                throw ServingException.badInput(
                        feature.name() + ": datatype " + input.datatype() + " (expected: " + datatype() + ")");
            }
            if (!input.isColumn()) {
                throw ServingException.badInput(
                        feature.name() + ": shape " + input.shape() + " (expected: [N], one value per row)");
            }
        } else if (feature.required()) {
            throw ServingException.badInput(feature.name() + ": missing (expected: " + datatype() + " [" + rows + "])");
        }
        into[targetIndex] = readRows(input, rows, present);
        if (presenceIndex >= 0) {
            ByteBuffer flags = Numbers.allocate(Datatype.BOOL, rows);
            for (int i = 0; i < rows; i++) {
                flags.put(i, present[i] ? (byte) 1 : 0);
            }
            into[presenceIndex] = new BoundRows.Packed(flags);
        }
    }

    boolean accepts(Datatype given) {
        return given == datatype();
    }

    /** Reads all rows and says which hold a value. */
    abstract BoundRows.Input readRows(@Nullable InputTensor input, int rows, boolean[] present);

    final void requirePresent(int row, boolean present) {
        if (!present && feature.required()) {
            throw refused(row, "nothing", "a value");
        }
    }

    final ServingException refused(int row, Object value, String expected) {
        return ServingException.badInput(feature.name() + "[" + row + "]: " + value + " (expected: " + expected + ")");
    }

    final void requireOnePerRow() {
        if (target.rowElements() != 1) {
            throw new UnsupportedContractException(
                    target.name() + ": shape " + target.shape(-1) + " (expected: one value per row)");
        }
    }
}

package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.inference.serving.protocol.Datatype;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph input or output whose first dimension is the batch.
 *
 * @param rowShape dimensions after the first, all fixed
 * @param role as in the manifest
 */
public record TensorSpec(String name, Datatype datatype, List<Integer> rowShape, String role) {
    /** What the ONNX Runtime engine takes and gives. */
    private static final List<Datatype> SERVED = List.of(
            Datatype.BOOL, Datatype.UINT8, Datatype.INT8, Datatype.INT32, Datatype.INT64, Datatype.FP32, Datatype.FP64);

    public TensorSpec {
        rowShape = List.copyOf(rowShape);
    }

    /**
     * Reads a manifest's tensor.
     *
     * @throws UnsupportedContractException for shapes without batch, with other open dimensions, or unknown types
     */
    static TensorSpec of(ModelManifest.Tensor tensor) {
        List<Integer> shape = tensor.shape();
        if (shape.isEmpty() || shape.getFirst() != -1) {
            throw new UnsupportedContractException(
                    tensor.name() + ": shape " + shape + " (expected: -1 first, for the batch)");
        }
        List<Integer> rowShape = shape.subList(1, shape.size());
        if (rowShape.stream().anyMatch(d -> d <= 0)) {
            throw new UnsupportedContractException(
                    tensor.name() + ": shape " + shape + " (expected: only the first dimension open)");
        }
        Datatype datatype = SERVED.stream()
                .filter(d -> d.name().equals(tensor.datatype()))
                .findFirst()
                .orElseThrow(() -> new UnsupportedContractException(
                        tensor.name() + ": datatype " + tensor.datatype() + " (expected: one of " + SERVED + ")"));
        return new TensorSpec(tensor.name(), datatype, rowShape, tensor.role());
    }

    /** Elements of one row. */
    public int rowElements() {
        return rowShape.stream().reduce(1, Math::multiplyExact);
    }

    /** Bytes of one row. */
    public int rowBytes() {
        return Math.multiplyExact(rowElements(), datatype.size());
    }

    /** The whole shape for so many rows; -1 stands for any. */
    public List<Long> shape(int rows) {
        List<Long> shape = new ArrayList<>();
        shape.add((long) rows);
        rowShape.forEach(d -> shape.add((long) d));
        return shape;
    }
}

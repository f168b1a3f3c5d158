package io.cuantovale.inference.serving.model;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.cuantovale.inference.serving.batch.Graph;
import io.cuantovale.inference.serving.batch.GraphException;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.binding.TensorSpec;
import io.cuantovale.inference.serving.protocol.Datatype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ONNX graph in DJL's ONNX Runtime engine. Direct input buffers are read where they lie. */
public final class OnnxGraph implements Graph {
    private final Model model;
    private final Block block;
    private final GraphSpec spec;
    private final String device;

    OnnxGraph(Model model, GraphSpec spec, String device) {
        this.model = model;
        this.block = model.getBlock();
        this.spec = spec;
        this.device = device;
        Set<String> found = new HashSet<>(block.describeInput().keys());
        Set<String> stated =
                new HashSet<>(spec.inputs().stream().map(TensorSpec::name).toList());
        if (!found.equals(stated)) {
            throw new IllegalArgumentException("inputs: " + found + " (expected: " + stated + ", as in the manifest)");
        }
    }

    /** {@code cpu} or {@code cuda}. */
    public String device() {
        return device;
    }

    @Override
    public List<ByteBuffer> run(int rows, List<ByteBuffer> inputs) throws GraphException {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList given = new NDList(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
                TensorSpec tensor = spec.inputs().get(i);
                NDArray array = array(manager, tensor, rows, inputs.get(i));
                array.setName(tensor.name());
                given.add(array);
            }
            NDList computed = block.forward(new ParameterStore(manager, false), given, false);
            List<ByteBuffer> outputs = new ArrayList<>(spec.outputs().size());
            for (TensorSpec tensor : spec.outputs()) {
                outputs.add(output(tensor, rows, computed));
            }
            return outputs;
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new GraphException(String.valueOf(cause.getMessage()), e);
        }
    }

    private static NDArray array(NDManager manager, TensorSpec tensor, int rows, ByteBuffer bytes) {
        Shape shape =
                new Shape(tensor.shape(rows).stream().mapToLong(Long::longValue).toArray());
        if (tensor.datatype() != Datatype.BOOL) {
            return manager.create(bytes, shape, type(tensor.datatype()));
        }
        // The engine takes booleans only as an array of Java's.
        boolean[] values = new boolean[bytes.limit()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.get(i) != 0;
        }
        return manager.create(values, shape);
    }

    private static DataType type(Datatype datatype) {
        return switch (datatype) {
            case UINT8 -> DataType.UINT8;
            case INT8 -> DataType.INT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case FP32 -> DataType.FLOAT32;
            case FP64 -> DataType.FLOAT64;
            case BOOL -> DataType.BOOLEAN;
            case UINT16, INT16, UINT32, UINT64, BYTES ->
                throw new IllegalArgumentException("datatype: " + datatype + " (expected: one that the engine takes)");
        };
    }

    private static ByteBuffer output(TensorSpec tensor, int rows, NDList computed) {
        NDArray array = computed.get(tensor.name());
        if (array == null) {
            throw new IllegalArgumentException(
                    "outputs: " + computed.stream().map(NDArray::getName).toList() + " (expected: " + tensor.name()
                            + " among them, as in the manifest)");
        }
        ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (array.getDataType() != type(tensor.datatype()) || bytes.limit() != rows * tensor.rowBytes()) {
            throw new IllegalArgumentException(tensor.name() + ": " + array.getDataType() + " " + array.getShape()
                    + " (expected: " + tensor.datatype() + " " + tensor.shape(rows) + ", as in the manifest)");
        }
        return bytes;
    }

    @Override
    public void close() {
        model.close();
    }
}

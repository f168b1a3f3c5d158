package io.cuantovale.training.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.cuantovale.contracts.model.ModelManifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Builds an ONNX model node by node. Every input and output has the batch as its first, dynamic dimension. */
final class OnnxGraph {
    /** Operator set of the model. */
    static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    private static final String BATCH = "batch";

    private final GraphProto.Builder graph;
    private final List<ModelManifest.Tensor> inputs = new ArrayList<>();
    private final List<ModelManifest.Tensor> outputs = new ArrayList<>();
    private int names;

    OnnxGraph(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    List<ModelManifest.Tensor> inputs() {
        return List.copyOf(inputs);
    }

    List<ModelManifest.Tensor> outputs() {
        return List.copyOf(outputs);
    }

    /** Declares an input; {@code shape} without the batch. */
    String input(String name, String datatype, String role, int... shape) {
        graph.addInput(info(name, datatype, shape));
        inputs.add(new ModelManifest.Tensor(name, datatype, withBatch(shape), role));
        return name;
    }

    /** Declares a float output that repeats {@code value} under its own name; {@code shape} without the batch. */
    void output(String name, String role, String value, int... shape) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value)
                .addOutput(name));
        graph.addOutput(info(name, "FP32", shape));
        outputs.add(new ModelManifest.Tensor(name, "FP32", withBatch(shape), role));
    }

    /** Adds a node and returns the name of its output. */
    String node(String operator, List<String> operands, AttributeProto... attributes) {
        String name = operator.toLowerCase(java.util.Locale.ROOT) + "_" + names++;
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(operands)
                .addOutput(name);
        for (AttributeProto attribute : attributes) {
            node.addAttribute(attribute);
        }
        graph.addNode(node);
        return name;
    }

    String node(String operator, String operand, AttributeProto... attributes) {
        return node(operator, List.of(operand), attributes);
    }

    String node(String operator, String left, String right) {
        return node(operator, List.of(left, right));
    }

    /** A constant of 32-bit floats. */
    String floats(float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(TensorProto.DataType.FLOAT, raw, shape);
    }

    /** A constant single number. */
    String number(double value) {
        return floats(new float[] {(float) value});
    }

    /** A constant of 64-bit integers. */
    String longs(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(TensorProto.DataType.INT64, raw, values.length);
    }

    /** A constant single integer, without dimensions. */
    String integer(long value) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.putLong(0, value);
        return constant(TensorProto.DataType.INT64, raw);
    }

    /** {@code value} with one more dimension at {@code axis}. */
    String unsqueezed(String value, long axis) {
        return node("Unsqueeze", value, longs(axis));
    }

    /** {@code value} as 32-bit floats. */
    String asFloat(String value) {
        return node("Cast", value, integer("to", TensorProto.DataType.FLOAT_VALUE));
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** The whole model. */
    byte[] model(String description) {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("cuantovale")
                .setDocString(description)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private String constant(TensorProto.DataType type, ByteBuffer raw, long... shape) {
        String name = "constant_" + names++;
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(raw.rewind()));
        for (long side : shape) {
            tensor.addDims(side);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private static List<Integer> withBatch(int... shape) {
        List<Integer> all = new ArrayList<>();
        all.add(-1);
        for (int side : shape) {
            all.add(side);
        }
        return List.copyOf(all);
    }

    private static ValueInfoProto info(String name, String datatype, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        for (int side : shape) {
            dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        TensorProto.DataType type = switch (datatype) {
            case "UINT8" -> TensorProto.DataType.UINT8;
            case "BOOL" -> TensorProto.DataType.BOOL;
            case "INT64" -> TensorProto.DataType.INT64;
            case "FP32" -> TensorProto.DataType.FLOAT;
            default ->
                throw new IllegalArgumentException("datatype: " + datatype + " (expected: UINT8, BOOL, INT64 or FP32)");
        };
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}

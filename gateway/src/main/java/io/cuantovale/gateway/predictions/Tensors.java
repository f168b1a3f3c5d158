package io.cuantovale.gateway.predictions;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.oip.grpc.InferTensorContents;
import io.cuantovale.oip.grpc.ModelInferRequest;
import io.cuantovale.oip.grpc.ModelInferRequest.InferInputTensor;
import io.cuantovale.oip.grpc.ModelInferResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Items to the protocol's tensors, and its tensors to numbers. */
final class Tensors {
    private static final ByteString MISSING = ByteString.EMPTY;

    private Tensors() {}

    /** A request for all items; they have the same inputs, apart from photos. */
    static ModelInferRequest request(TaskModel model, List<Item> items, String id) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName(model.task()).setId(id);
        for (Feature feature : model.features()) {
            boolean given = feature.kind().equals("photo")
                    ? items.stream().anyMatch(item -> item.photo() != null)
                    : items.getFirst().inputs().containsKey(feature.name());
            if (given) {
                request.addInputs(input(feature, items));
            }
        }
        return request.build();
    }

    private static InferInputTensor input(Feature feature, List<Item> items) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (Item item : items) {
            Object value = item.inputs().get(feature.name());
            switch (feature.kind()) {
                case "photo" ->
                    contents.addBytesContents(
                            item.photo() == null ? MISSING : UnsafeByteOperations.unsafeWrap(item.photo()));
                case "numeric" -> contents.addFp32Contents(((Number) value).floatValue());
                case "integer" -> contents.addInt64Contents(((Number) value).longValue());
                default -> contents.addBytesContents(ByteString.copyFromUtf8((String) value));
            }
        }
        return InferInputTensor.newBuilder()
                .setName(feature.name())
                .setDatatype(datatype(feature.kind()))
                .addShape(items.size())
                .setContents(contents)
                .build();
    }

    private static String datatype(String kind) {
        return switch (kind) {
            case "numeric" -> "FP32";
            case "integer" -> "INT64";
            default -> "BYTES";
        };
    }

    /**
     * One row of a float output.
     *
     * @param rows of the answer
     * @throws IllegalStateException when the answer has no such output or not so many rows
     */
    static float[] row(ModelInferResponse response, String output, int row, int rows) {
        FloatBuffer all = floats(response, output);
        if (all.capacity() % rows != 0) {
            throw new IllegalStateException(
                    "output " + output + ": " + all.capacity() + " values (expected: a multiple of " + rows + " rows)");
        }
        int width = all.capacity() / rows;
        float[] values = new float[width];
        all.get(row * width, values);
        return values;
    }

    private static FloatBuffer floats(ModelInferResponse response, String output) {
        for (int i = 0; i < response.getOutputsCount(); i++) {
            if (!response.getOutputs(i).getName().equals(output)) {
                continue;
            }
            if (response.getRawOutputContentsCount() > i) {
                ByteBuffer raw = response.getRawOutputContents(i).asReadOnlyByteBuffer();
                return raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            }
            List<Float> typed = response.getOutputs(i).getContents().getFp32ContentsList();
            FloatBuffer buffer = FloatBuffer.allocate(typed.size());
            typed.forEach(buffer::put);
            return buffer.rewind();
        }
        throw new IllegalStateException("output: " + output + " is missing (expected: as the metadata says)");
    }
}

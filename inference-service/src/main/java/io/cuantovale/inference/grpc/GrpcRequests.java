package io.cuantovale.inference.grpc;

import com.google.protobuf.ByteString;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.InputTensor.Content;
import io.cuantovale.inference.serving.protocol.InputTensor.Elements;
import io.cuantovale.inference.serving.protocol.InputTensor.Encoding;
import io.cuantovale.inference.serving.protocol.InputTensor.Packed;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.RawBytes;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.oip.grpc.InferParameter;
import io.cuantovale.oip.grpc.InferTensorContents;
import io.cuantovale.oip.grpc.ModelInferRequest;
import io.cuantovale.oip.grpc.ModelInferRequest.InferInputTensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads tensors of gRPC requests; raw contents are not copied. */
final class GrpcRequests {
    /** A request parameter, as Triton has it: microseconds. */
    static final String TIMEOUT = "timeout";

    private GrpcRequests() {}

    static List<InputTensor> inputs(ModelInferRequest request) {
        boolean raw = request.getRawInputContentsCount() > 0;
        if (raw && request.getRawInputContentsCount() != request.getInputsCount()) {
            throw ServingException.badInput("raw_input_contents: " + request.getRawInputContentsCount() + " (expected: "
                    + request.getInputsCount() + ", one per input, or none)");
        }
        List<InputTensor> inputs = new ArrayList<>(request.getInputsCount());
        for (int i = 0; i < request.getInputsCount(); i++) {
            InferInputTensor input = request.getInputs(i);
            Datatype datatype = Datatype.of(input.getName(), input.getDatatype());
            Content content = raw
                    ? RawBytes.read(
                            input.getName(),
                            datatype,
                            request.getRawInputContents(i).asReadOnlyByteBuffer())
                    : typed(datatype, input.getContents());
            inputs.add(new InputTensor(
                    input.getName(), datatype, input.getShapeList(), content, raw ? Encoding.BINARY : Encoding.TYPED));
        }
        return inputs;
    }

    private static Content typed(Datatype datatype, InferTensorContents contents) {
        return switch (datatype) {
            case BYTES ->
                new Elements(contents.getBytesContentsList().stream()
                        .map(ByteString::asReadOnlyByteBuffer)
                        .toList());
            case FP32 -> {
                ByteBuffer bytes = Numbers.allocate(datatype, contents.getFp32ContentsCount());
                contents.getFp32ContentsList().forEach(bytes::putFloat);
                yield new Packed(bytes.rewind());
            }
            case FP64 -> {
                ByteBuffer bytes = Numbers.allocate(datatype, contents.getFp64ContentsCount());
                contents.getFp64ContentsList().forEach(bytes::putDouble);
                yield new Packed(bytes.rewind());
            }
            case BOOL ->
                whole(
                        datatype,
                        contents.getBoolContentsList().stream()
                                .map(b -> b ? 1L : 0L)
                                .toList());
            case INT8, INT16, INT32 ->
                whole(
                        datatype,
                        contents.getIntContentsList().stream()
                                .map(Integer::longValue)
                                .toList());
            case INT64 -> whole(datatype, contents.getInt64ContentsList());
            case UINT8, UINT16, UINT32 ->
                whole(
                        datatype,
                        contents.getUintContentsList().stream()
                                .map(Integer::toUnsignedLong)
                                .toList());
            case UINT64 -> whole(datatype, contents.getUint64ContentsList());
        };
    }

    private static Packed whole(Datatype datatype, List<Long> values) {
        ByteBuffer bytes = Numbers.allocate(datatype, values.size());
        for (int i = 0; i < values.size(); i++) {
            Numbers.write(datatype, bytes, i, (long) values.get(i));
        }
        return new Packed(bytes);
    }

    /** Nanoseconds that the {@code timeout} parameter gives; 0 without. */
    static long timeoutNanos(ModelInferRequest request) {
        InferParameter timeout = request.getParametersMap().get(TIMEOUT);
        if (timeout == null) {
            return 0;
        }
        if (timeout.getInt64Param() <= 0) {
            throw ServingException.badInput("timeout: " + timeout.getInt64Param() + " (expected: microseconds > 0)");
        }
        return Math.multiplyExact(timeout.getInt64Param(), 1_000L);
    }
}

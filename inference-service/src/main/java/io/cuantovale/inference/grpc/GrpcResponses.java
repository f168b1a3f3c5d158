package io.cuantovale.inference.grpc;

import com.google.protobuf.UnsafeByteOperations;
import io.cuantovale.inference.serving.ModelMetadata;
import io.cuantovale.inference.serving.binding.Binder.Parameter;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import io.cuantovale.oip.grpc.InferParameter;
import io.cuantovale.oip.grpc.InferTensorContents;
import io.cuantovale.oip.grpc.ModelInferResponse;
import io.cuantovale.oip.grpc.ModelInferResponse.InferOutputTensor;
import io.cuantovale.oip.grpc.ModelMetadataResponse;
import io.cuantovale.oip.grpc.ModelMetadataResponse.TensorMetadata;

/** Writes answers as gRPC messages. */
final class GrpcResponses {
    private GrpcResponses() {}

    /** @param raw whether tensors go as raw bytes, as the request's did, or as typed contents */
    static ModelInferResponse inference(InferResponse response, boolean raw) {
        ModelInferResponse.Builder builder = ModelInferResponse.newBuilder()
                .setModelName(response.model())
                .setModelVersion(response.version())
                .setId(response.id())
                .putParameters("model_version", text(response.version()))
                .putParameters("correlation_id", text(response.correlationId()));
        for (OutputTensor output : response.outputs()) {
            InferOutputTensor.Builder tensor = InferOutputTensor.newBuilder()
                    .setName(output.name())
                    .setDatatype(output.datatype().name())
                    .addAllShape(output.shape());
            if (raw) {
                // Nobody writes to these bytes any more.
                builder.addRawOutputContents(
                        UnsafeByteOperations.unsafeWrap(output.bytes().duplicate()));
            } else {
                tensor.setContents(contents(output));
            }
            builder.addOutputs(tensor);
        }
        return builder.build();
    }

    private static InferParameter text(String value) {
        return InferParameter.newBuilder().setStringParam(value).build();
    }

    private static InferTensorContents contents(OutputTensor output) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        Datatype type = output.datatype();
        for (int i = 0; i < output.elements(); i++) {
            switch (type) {
                case FP32 -> contents.addFp32Contents((float) Numbers.readDouble(type, output.bytes(), i));
                case FP64 -> contents.addFp64Contents(Numbers.readDouble(type, output.bytes(), i));
                case BOOL -> contents.addBoolContents(Numbers.readLong(type, output.bytes(), i) != 0);
                case INT8, INT16, INT32 -> contents.addIntContents((int) Numbers.readLong(type, output.bytes(), i));
                case INT64 -> contents.addInt64Contents(Numbers.readLong(type, output.bytes(), i));
                case UINT8, UINT16, UINT32 -> contents.addUintContents((int) Numbers.readLong(type, output.bytes(), i));
                case UINT64 -> contents.addUint64Contents(Numbers.readLong(type, output.bytes(), i));
                case BYTES -> throw new IllegalStateException("output: BYTES (expected: numbers)");
            }
        }
        return contents.build();
    }

    static ModelMetadataResponse metadata(ModelMetadata metadata) {
        return ModelMetadataResponse.newBuilder()
                .setName(metadata.name())
                .addAllVersions(metadata.versions())
                .setPlatform(metadata.platform())
                .addAllInputs(
                        metadata.inputs().stream().map(GrpcResponses::tensor).toList())
                .addAllOutputs(
                        metadata.outputs().stream().map(GrpcResponses::tensor).toList())
                .putAllProperties(metadata.properties())
                .build();
    }

    private static TensorMetadata tensor(Parameter parameter) {
        return TensorMetadata.newBuilder()
                .setName(parameter.name())
                .setDatatype(parameter.datatype().name())
                .addAllShape(parameter.shape())
                .build();
    }
}

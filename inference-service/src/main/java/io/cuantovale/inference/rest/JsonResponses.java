package io.cuantovale.inference.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.inference.rest.JsonRequests.BinaryOutputs;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes answers: JSON, or JSON followed by binary tensors. */
final class JsonResponses {
    private final ObjectMapper mapper;

    JsonResponses(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * A body.
     *
     * @param jsonLength bytes of JSON before the binary tensors; -1 where all is JSON
     */
    record Body(byte[] bytes, int jsonLength) {}

    Body write(InferResponse response, BinaryOutputs binary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("model_name", response.model());
            json.writeStringField("model_version", response.version());
            if (!response.id().isEmpty()) {
                json.writeStringField("id", response.id());
            }
            json.writeObjectFieldStart("parameters");
            json.writeStringField("model_version", response.version());
            json.writeStringField("correlation_id", response.correlationId());
            json.writeEndObject();
            json.writeArrayFieldStart("outputs");
            for (OutputTensor output : response.outputs()) {
                tensor(json, output, binary.contains(output.name()));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<OutputTensor> behind = response.outputs().stream()
                .filter(o -> binary.contains(o.name()))
                .toList();
        int jsonLength = behind.isEmpty() ? -1 : out.size();
        for (OutputTensor output : behind) {
            byte[] bytes = new byte[output.bytes().limit()];
            output.bytes().get(0, bytes);
            out.writeBytes(bytes);
        }
        return new Body(out.toByteArray(), jsonLength);
    }

    private static void tensor(JsonGenerator json, OutputTensor output, boolean binary) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", output.name());
        json.writeStringField("datatype", output.datatype().name());
        json.writeArrayFieldStart("shape");
        for (long dimension : output.shape()) {
            json.writeNumber(dimension);
        }
        json.writeEndArray();
        if (binary) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", output.bytes().limit());
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("data");
            for (int i = 0; i < output.elements(); i++) {
                element(json, output, i);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void element(JsonGenerator json, OutputTensor output, int index) throws IOException {
        Datatype type = output.datatype();
        switch (type) {
            case FP32 -> json.writeNumber((float) Numbers.readDouble(type, output.bytes(), index));
            case FP64 -> json.writeNumber(Numbers.readDouble(type, output.bytes(), index));
            case BOOL -> json.writeBoolean(Numbers.readLong(type, output.bytes(), index) != 0);
            default -> json.writeNumber(Numbers.readLong(type, output.bytes(), index));
        }
    }
}

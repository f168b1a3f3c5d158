package io.cuantovale.inference.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.InputTensor.Encoding;
import io.cuantovale.inference.serving.protocol.RawBytes;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads requests: JSON, or JSON followed by binary tensors. */
final class JsonRequests {
    private static final String BINARY_SIZE = "binary_data_size";

    private final ObjectMapper mapper;
    private final long maxJsonBytes;

    JsonRequests(ObjectMapper mapper, long maxJsonBytes) {
        this.mapper = mapper;
        this.maxJsonBytes = maxJsonBytes;
    }

    /**
     * A request as it came.
     *
     * @param timeoutNanos 0 where the request gives none
     * @param binary outputs wanted as binary tensors
     */
    record Parsed(String id, List<InputTensor> inputs, List<String> outputs, long timeoutNanos, BinaryOutputs binary) {}

    /** Which outputs go behind the JSON. */
    record BinaryOutputs(boolean byDefault, Set<String> named, Set<String> asJson) {
        boolean contains(String output) {
            return named.contains(output) || (byDefault && !asJson.contains(output));
        }
    }

    /**
     * Reads a body.
     *
     * @param headerLength bytes of JSON before the binary tensors; null where all is JSON
     */
    Parsed read(byte[] body, @Nullable Integer headerLength) {
        int length = headerLength == null ? body.length : headerLength;
        if (length < 0 || length > body.length) {
            throw ServingException.badInput(
                    "Inference-Header-Content-Length: " + length + " (expected: 0 to " + body.length + ")");
        }
        if (length > maxJsonBytes) {
            throw new ServingException(
                    ErrorCode.TOO_LARGE,
                    "JSON: " + length + " bytes (expected: at most " + maxJsonBytes + "; send binary tensors)");
        }
        JsonNode json = json(body, length);
        JsonNode parameters = json.path("parameters");
        List<InputTensor> inputs = inputs(json.path("inputs"), ByteBuffer.wrap(body, length, body.length - length));
        List<String> outputs = new ArrayList<>();
        Set<String> binary = new HashSet<>();
        Set<String> asJson = new HashSet<>();
        for (JsonNode output : json.path("outputs")) {
            String name = text(output, "outputs", "name");
            outputs.add(name);
            JsonNode wanted = output.path("parameters").path("binary_data");
            if (wanted.isBoolean()) {
                (wanted.asBoolean() ? binary : asJson).add(name);
            }
        }
        boolean byDefault = parameters.path("binary_data_output").asBoolean(false);
        return new Parsed(
                json.path("id").asText(""),
                inputs,
                outputs,
                timeout(parameters.path("timeout")),
                new BinaryOutputs(byDefault, binary, asJson));
    }

    private JsonNode json(byte[] body, int length) {
        try {
            JsonNode json = mapper.readTree(body, 0, length);
            if (json == null || !json.isObject()) {
                throw ServingException.badInput("body: no JSON object (expected: an inference request)");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw ServingException.badInput("body: not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<InputTensor> inputs(JsonNode list, ByteBuffer binary) {
        if (!list.isArray() || list.isEmpty()) {
            throw ServingException.badInput("inputs: none (expected: a list of tensors)");
        }
        List<InputTensor> inputs = new ArrayList<>();
        int at = binary.position();
        for (JsonNode input : list) {
            String name = text(input, "inputs", "name");
            Datatype datatype = Datatype.of(name, text(input, name, "datatype"));
            List<Long> shape = shape(name, input.path("shape"));
            JsonNode size = input.path("parameters").path(BINARY_SIZE);
            if (size.isMissingNode()) {
                inputs.add(JsonTensors.read(name, datatype, shape, input.path("data")));
                continue;
            }
            if (!size.canConvertToInt() || size.asInt() < 0 || size.asInt() > binary.limit() - at) {
                throw ServingException.badInput(name + ": binary_data_size " + size + " (expected: 0 to "
                        + (binary.limit() - at) + ", the bytes left in the body)");
            }
            ByteBuffer raw = binary.slice(at, size.asInt());
            at += size.asInt();
            inputs.add(new InputTensor(name, datatype, shape, RawBytes.read(name, datatype, raw), Encoding.BINARY));
        }
        if (at != binary.limit()) {
            throw ServingException.badInput(
                    "body: " + (binary.limit() - at) + " bytes more than its binary tensors (expected: 0)");
        }
        return inputs;
    }

    private static List<Long> shape(String name, JsonNode shape) {
        if (!shape.isArray()) {
            throw ServingException.badInput(name + ": shape " + shape + " (expected: a list of numbers)");
        }
        List<Long> dimensions = new ArrayList<>();
        for (JsonNode dimension : shape) {
            if (!dimension.isIntegralNumber()) {
                throw ServingException.badInput(name + ": shape " + shape + " (expected: a list of whole numbers)");
            }
            dimensions.add(dimension.asLong());
        }
        return dimensions;
    }

    private static String text(JsonNode node, String where, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw ServingException.badInput(where + ": " + field + " " + value + " (expected: a text)");
        }
        return value.asText();
    }

    private static long timeout(JsonNode micros) {
        if (micros.isMissingNode()) {
            return 0;
        }
        if (!micros.isIntegralNumber() || micros.asLong() <= 0 || micros.asLong() > Long.MAX_VALUE / 1_000) {
            throw ServingException.badInput("timeout: " + micros + " (expected: microseconds > 0)");
        }
        return micros.asLong() * 1_000;
    }
}

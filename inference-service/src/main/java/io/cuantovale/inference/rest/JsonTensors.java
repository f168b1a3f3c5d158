package io.cuantovale.inference.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.InputTensor.Elements;
import io.cuantovale.inference.serving.protocol.InputTensor.Encoding;
import io.cuantovale.inference.serving.protocol.InputTensor.Packed;
import io.cuantovale.inference.serving.protocol.Numbers;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads tensors that are written in JSON, flat or nested; null is NaN in floating tensors. */
final class JsonTensors {
    private JsonTensors() {}

    static InputTensor read(String name, Datatype datatype, List<Long> shape, JsonNode data) {
        if (!data.isArray()) {
            throw ServingException.badInput(name + ": data " + data.getNodeType()
                    + " (expected: a list, or parameters.binary_data_size and binary data)");
        }
        List<JsonNode> flat = new ArrayList<>();
        flatten(data, flat);
        if (datatype == Datatype.BYTES) {
            List<ByteBuffer> values = new ArrayList<>(flat.size());
            for (int i = 0; i < flat.size(); i++) {
                if (!flat.get(i).isTextual()) {
                    throw unexpected(name, i, flat.get(i), datatype);
                }
                values.add(ByteBuffer.wrap(flat.get(i).asText().getBytes(StandardCharsets.UTF_8)));
            }
            return new InputTensor(name, datatype, shape, new Elements(values), Encoding.JSON);
        }
        ByteBuffer bytes = Numbers.allocate(datatype, flat.size());
        for (int i = 0; i < flat.size(); i++) {
            write(name, datatype, bytes, i, flat.get(i));
        }
        return new InputTensor(name, datatype, shape, new Packed(bytes), Encoding.JSON);
    }

    private static void flatten(JsonNode data, List<JsonNode> into) {
        for (JsonNode value : data) {
            if (value.isArray()) {
                flatten(value, into);
            } else {
                into.add(value);
            }
        }
    }

    private static void write(String name, Datatype datatype, ByteBuffer bytes, int index, JsonNode value) {
        if (datatype.isFloating() && (value.isNumber() || value.isNull())) {
            Numbers.write(datatype, bytes, index, value.isNull() ? Double.NaN : value.asDouble());
        } else if (datatype == Datatype.BOOL && value.isBoolean()) {
            Numbers.write(datatype, bytes, index, value.asBoolean() ? 1L : 0L);
        } else if (datatype.isInteger() && value.isIntegralNumber() && fits(datatype, value.bigIntegerValue())) {
            Numbers.write(datatype, bytes, index, value.bigIntegerValue().longValue());
        } else {
            throw unexpected(name, index, value, datatype);
        }
    }

    private static boolean fits(Datatype datatype, BigInteger value) {
        boolean signed = datatype.name().startsWith("INT");
        int bits = datatype.size() * 8;
        return signed ? value.bitLength() < bits : value.signum() >= 0 && value.bitLength() <= bits;
    }

    private static ServingException unexpected(String name, int index, JsonNode value, Datatype datatype) {
        String shown = value.toString();
        return ServingException.badInput(name + "[" + index + "]: "
                + (shown.length() > 40 ? shown.substring(0, 40) + "..." : shown) + " (expected: " + datatype + ")");
    }
}

package io.cuantovale.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.InputTensor.Elements;
import io.cuantovale.inference.serving.protocol.InputTensor.Encoding;
import io.cuantovale.inference.serving.protocol.InputTensor.Packed;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.kit.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading requests from JSON and binary tensors. */
class JsonRequestsTest {
    private final JsonRequests requests = new JsonRequests(Json.mapper(), 10_000);

    @Test
    void readsNestedAndFlatNumbersAndMissingOnes() {
        InputTensor tensor = read("{'name':'x','datatype':'FP32','shape':[2,2],'data':[[1,2.5],[null,-4]]}");
        ByteBuffer bytes = ((Packed) tensor.content()).bytes();
        assertThat(new float[] {bytes.getFloat(0), bytes.getFloat(4), bytes.getFloat(8), bytes.getFloat(12)})
                .containsExactly(1, 2.5f, Float.NaN, -4);
        assertThat(tensor.encoding()).isEqualTo(Encoding.JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT64 | [1.5] | x[0]: 1.5 (expected: INT64)",
                "INT8 | [128] | x[0]: 128 (expected: INT8)",
                "UINT8 | [-1] | x[0]: -1 (expected: UINT8)",
                "BOOL | [1] | x[0]: 1 (expected: BOOL)",
                "BYTES | [7] | x[0]: 7 (expected: BYTES)",
                "FP32 | [1,2] | x: 2 values (expected: 1 for shape [1])",
                "FP32 | 7 | x: data NUMBER",
                "FP77 | [1] | x: datatype FP77"
            })
    void saysWhichValueIsWrong(String datatype, String data, String message) {
        assertThatThrownBy(() -> read("{'name':'x','datatype':'%s','shape':[1],'data':%s}".formatted(datatype, data)))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsBinaryTensorsBehindTheJson() {
        String json = "{'inputs':[{'name':'b','datatype':'BYTES','shape':[2],'parameters':{'binary_data_size':11}},"
                + "{'name':'n','datatype':'INT32','shape':[1],'parameters':{'binary_data_size':4}}],"
                + "'parameters':{'binary_data_output':true,'timeout':2000},"
                + "'outputs':[{'name':'o','parameters':{'binary_data':false}},{'name':'p'}]}";
        byte[] head = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + 15).order(ByteOrder.LITTLE_ENDIAN);
        body.put(head).putInt(3).put(new byte[] {1, 2, 3}).putInt(0).putInt(77);
        JsonRequests.Parsed parsed = requests.read(body.array(), head.length);
        assertThat(((Elements) parsed.inputs().get(0).content()).values().get(0).remaining())
                .isEqualTo(3);
        assertThat(((Packed) parsed.inputs().get(1).content()).bytes().getInt(0))
                .isEqualTo(77);
        assertThat(parsed.timeoutNanos()).isEqualTo(2_000_000);
        assertThat(parsed.binary().contains("o")).isFalse();
        assertThat(parsed.binary().contains("p")).isTrue();
    }

    @Test
    void refusesLengthsThatPointBeyondTheBody() {
        String json = "{'inputs':[{'name':'b','datatype':'BYTES','shape':[1],'parameters':{'binary_data_size':8}}]}";
        byte[] head = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        body.put(head).putInt(1_000_000).putInt(0);
        assertRefused(body.array(), head.length, "element 0 of BYTES ends");
        assertRefused(head, head.length, "binary_data_size 8 (expected: 0 to 0");
        assertRefused(head, head.length + 1, "Inference-Header-Content-Length");
        assertRefused("{}".getBytes(StandardCharsets.UTF_8), null, "inputs: none");
        assertRefused("[1".getBytes(StandardCharsets.UTF_8), null, "not JSON");
        assertRefused(new byte[0], null, "no JSON object");
    }

    @Test
    void refusesJsonBeyondItsLimit() {
        assertThatThrownBy(() -> requests.read(new byte[10_001], null))
                .isInstanceOfSatisfying(
                        ServingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    private void assertRefused(byte[] body, @Nullable Integer length, String message) {
        assertThatThrownBy(() -> requests.read(body, length))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining(message);
    }

    private InputTensor read(String input) {
        String json = "{'inputs':[" + input + "]}";
        return requests.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null)
                .inputs()
                .getFirst();
    }
}

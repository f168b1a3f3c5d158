package io.cuantovale.kit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.contracts.event.PredictionServed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertMalformed(byte[] value, String code) {
        assertThatThrownBy(() -> codec.decode(value, FeedbackObserved.class))
                .isInstanceOfSatisfying(MalformedEventException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.detail()).isNotBlank();
                });
    }

    @Test
    void anEventComesBackAsItWas() {
        PredictionServed event = new PredictionServed(
                "p1",
                "property-price",
                "m1",
                "request",
                null,
                Map.of("area_m2", 70.5, "building_type", "house"),
                null,
                List.of(0.1f, 0.9f),
                123_456.0,
                List.of(100_000.0, 150_000.0),
                0.2,
                List.of(),
                Instant.parse("2026-01-02T03:04:05Z"));
        byte[] json = codec.encode(event);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"prediction_id\":\"p1\"");
        assertThat(codec.decode(json, PredictionServed.class)).isEqualTo(event);
    }

    @Test
    void anEventThatBreaksItsOwnSchemaIsNotSent() {
        FeedbackObserved wrong = new FeedbackObserved("", "p", null, 1, "me", Instant.EPOCH);
        assertThatThrownBy(() -> codec.encode(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task");
    }

    @Test
    void somethingThatIsNoEventCannotBeEncoded() {
        assertThatThrownBy(() -> codec.encode("text")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noValueIsEmpty() {
        assertThatThrownBy(() -> codec.decode(null, FeedbackObserved.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("empty");
        assertMalformed(new byte[0], MalformedEventException.EMPTY);
        assertMalformed(bytes("  \n"), MalformedEventException.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{", "{\"task\":", "\u0000\u0001", "{\"task\":\"a\"}}", "[1,2] trailing"})
    void bytesThatAreNoJsonSaySo(String text) {
        assertMalformed(bytes(text), MalformedEventException.NOT_JSON);
    }

    @Test
    void bytesThatAreNoUtf8SaySo() {
        assertMalformed(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}, MalformedEventException.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "\"text\"",
                "null",
                "{}",
                "{\"task\":\"t\",\"observed\":\"1\",\"reported_by\":\"m\",\"observed_at\":\"2026-01-01T00:00:00Z\"}",
                "{\"task\":\"t\",\"observed\":1,\"reported_by\":\"m\",\"observed_at\":\"yesterday\"}"
            })
    void jsonOutsideTheSchemaSaysWhatIsWrong(String json) {
        assertMalformed(bytes(json), MalformedEventException.SCHEMA_VIOLATION);
    }

    @Test
    void membersThatALaterVersionAddedAreIgnored() {
        FeedbackObserved event = codec.decode(
                bytes("{\"task\":\"t\",\"observed\":1,\"reported_by\":\"m\",\"observed_at\":\"2026-01-01T00:00:00Z\","
                        + "\"added_later\":{}}"),
                FeedbackObserved.class);
        assertThat(event.observed()).isEqualTo(1);
    }
}

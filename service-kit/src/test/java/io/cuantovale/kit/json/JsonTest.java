package io.cuantovale.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
    record Sample(String modelVersion, @Nullable String leftOut, Instant servedAt, Duration took, Optional<Long> n) {}

    @Test
    void namesAreSnakeCaseTimesAreIsoAndNullsAreLeftOut() throws JsonProcessingException {
        Sample sample = new Sample(
                "m1", null, Instant.parse("2026-01-02T03:04:05.678Z"), Duration.ofSeconds(90), Optional.of(5L));
        String json = Json.mapper().writeValueAsString(sample);
        assertThat(json)
                .isEqualTo("{\"model_version\":\"m1\",\"served_at\":\"2026-01-02T03:04:05.678Z\",\"took\":\"PT1M30S\","
                        + "\"n\":5}");
        assertThat(Json.mapper().readValue(json, Sample.class)).isEqualTo(sample);
    }

    @Test
    void unknownMembersAreIgnored() throws JsonProcessingException {
        assertThat(Json.mapper()
                        .readValue("{\"model_version\":\"m\",\"new_member\":1}", Sample.class)
                        .modelVersion())
                .isEqualTo("m");
    }
}

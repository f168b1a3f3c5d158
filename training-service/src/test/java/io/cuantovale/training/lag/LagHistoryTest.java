package io.cuantovale.training.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagHistoryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final LagHistory history = new LagHistory();

    @Test
    void aConsumerAtTheEndIsNotLate() {
        history.observe(START, 100);
        assertThat(history.lag(100, START.plusSeconds(60))).isZero();
    }

    @Test
    void aConsumerIsAsLateAsTheEndIsOldWhereItStands() {
        history.observe(START, 0);
        history.observe(START.plusSeconds(10), 100);
        history.observe(START.plusSeconds(20), 200);
        assertThat(history.lag(150, START.plusSeconds(20))).isEqualTo(Duration.ofSeconds(5));
        assertThat(history.lag(50, START.plusSeconds(20))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aStoppedConsumerGetsLaterWhileNothingNewIsWritten() {
        history.observe(START, 0);
        history.observe(START.plusSeconds(10), 100);
        for (int i = 2; i < 50; i++) {
            history.observe(START.plusSeconds(10L * i), 100);
        }
        assertThat(history.lag(0, START.plusSeconds(490))).isEqualTo(Duration.ofSeconds(490));
    }

    @Test
    void aConsumerBehindAllObservationsIsAtLeastAsLateAsTheOldest() {
        history.observe(START, 500);
        assertThat(history.lag(3, START.plusSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void withoutObservationsNothingIsKnownToBeLate() {
        assertThat(history.lag(3, START)).isZero();
    }
}

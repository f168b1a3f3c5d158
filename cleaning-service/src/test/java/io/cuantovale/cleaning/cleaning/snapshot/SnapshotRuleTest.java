package io.cuantovale.cleaning.cleaning.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotRuleTest {
    private static final Duration QUIET = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"199, 3600, ", "200, 9, ", "200, 10, quiet", "19999, 9, ", "20000, 0, volume", "0, 3600, "})
    void aSnapshotIsDueWhenEnoughHasComeAndThenQuietOrWhenVeryMuchHas(long waiting, long seconds, String reason) {
        assertThat(new SnapshotRule(200, QUIET, 20_000).due(waiting, Duration.ofSeconds(seconds)))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void aRuleThatCanNeverBeQuietIsRefused() {
        assertThatThrownBy(() -> new SnapshotRule(300, QUIET, 200))
                .hasMessageContaining("min-new 300, max-new 200 (expected: 1 <= min-new <= max-new)");
    }
}

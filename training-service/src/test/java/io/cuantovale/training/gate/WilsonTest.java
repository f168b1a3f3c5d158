package io.cuantovale.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {
    @Test
    void agreesWithAPublishedValue() {
        // R: binom::binom.wilson(81, 263) = 0.2552 .. 0.3662
        Wilson interval = Wilson.of(81, 263);
        assertThat(interval.low()).isCloseTo(0.2553, within(5e-4));
        assertThat(interval.high()).isCloseTo(0.3662, within(5e-4));
    }

    @Test
    void refusesOnlyWhatIsClearlyOutside() {
        assertThat(Wilson.of(36, 45).whollyOutside(0.88, 0.92))
                .as("80 % of 45 rows")
                .isFalse();
        assertThat(Wilson.of(320, 400).whollyOutside(0.88, 0.92))
                .as("80 % of 400 rows")
                .isTrue();
        assertThat(Wilson.of(398, 400).whollyOutside(0.88, 0.92))
                .as("99.5 % of 400 rows")
                .isTrue();
        assertThat(Wilson.of(0, 0).whollyOutside(0.88, 0.92)).as("no rows").isFalse();
    }

    @Test
    void namesHitsThatCannotBe() {
        assertThatThrownBy(() -> Wilson.of(3, 2)).hasMessage("hits: 3 (expected: 0 to 2)");
    }
}

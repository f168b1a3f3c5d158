package io.cuantovale.kit.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
    @Test
    void theIdHoldsWithinTheWorkAndTheEarlierOneReturns() throws Exception {
        Correlation.with("outer", () -> {
            Correlation.with("inner", () -> assertThat(Correlation.current()).isEqualTo("inner"));
            assertThat(Correlation.current()).isEqualTo("outer");
        });
        assertThat(Correlation.with("valued", Correlation::currentOrNew)).isEqualTo("valued");
        assertThat(Correlation.current()).isNull();
    }

    @Test
    void theEarlierIdReturnsAfterAFailure() {
        assertThatThrownBy(() -> Correlation.with("x", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(Correlation.current()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "a\"quote", "\u00e9"})
    void idsThatCouldGarbleALogAreReplaced(String given) {
        assertThat(Correlation.acceptOrNew(given)).isNotEqualTo(given).matches("[0-9a-f-]{36}");
    }

    @Test
    void aUsableIdIsTaken() {
        assertThat(Correlation.acceptOrNew("order-12.3:4_5")).isEqualTo("order-12.3:4_5");
        assertThat(Correlation.acceptOrNew(null)).hasSize(36);
        assertThat(Correlation.acceptOrNew("x".repeat(129))).hasSize(36);
    }
}

package io.cuantovale.kit.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
    @Test
    void the_id_holds_within_the_work_and_the_earlier_one_returns() throws Exception {
        Correlation.with("outer", () -> {
            Correlation.with("inner", () -> assertThat(Correlation.current()).isEqualTo("inner"));
            assertThat(Correlation.current()).isEqualTo("outer");
        });
        assertThat(Correlation.with("valued", Correlation::currentOrNew)).isEqualTo("valued");
        assertThat(Correlation.current()).isNull();
    }

    @Test
    void the_earlier_id_returns_after_a_failure() {
        assertThatThrownBy(() -> Correlation.with("x", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(Correlation.current()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "a\"quote", "\u00e9"})
    void ids_that_could_garble_a_log_are_replaced(String given) {
        assertThat(Correlation.acceptOrNew(given)).isNotEqualTo(given).matches("[0-9a-f-]{36}");
    }

    @Test
    void a_usable_id_is_taken() {
        assertThat(Correlation.acceptOrNew("order-12.3:4_5")).isEqualTo("order-12.3:4_5");
        assertThat(Correlation.acceptOrNew(null)).hasSize(36);
        assertThat(Correlation.acceptOrNew("x".repeat(129))).hasSize(36);
    }
}

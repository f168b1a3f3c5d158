package io.cuantovale.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBandsTest {
    @Test
    void defaultsCarryTheEarlierLabelsAndMachineNames() {
        assertThat(PriceBands.DEFAULT.bands())
                .containsExactly(
                        new PriceBands.Band("up-to-100k", "Menos de 100K", null, 100_000L),
                        new PriceBands.Band("100k-to-200k", "Entre 100K y 200K", 100_000L, 200_000L),
                        new PriceBands.Band("200k-to-300k", "Entre 200K y 300K", 200_000L, 300_000L),
                        new PriceBands.Band("over-300k", "Más de 300K", 300_000L, null));
    }

    @ParameterizedTest
    @CsvSource({"10000,0", "100000,0", "100001,1", "200000,1", "300000,2", "300000.5,3", "5000000,3"})
    void upperBoundsAreInclusive(double price, int band) {
        assertThat(PriceBands.DEFAULT.indexOf(price)).isEqualTo(band);
    }

    @Test
    void boundsMustAscend() {
        assertThatThrownBy(() -> new PriceBands(List.of(200_000L, 100_000L))).hasMessageContaining("ascending");
        assertThatThrownBy(() -> new PriceBands(List.of())).hasMessageContaining("at least one");
    }
}

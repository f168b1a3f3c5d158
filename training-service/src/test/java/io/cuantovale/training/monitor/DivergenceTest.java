package io.cuantovale.training.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    private static final long[] EVEN = {1000, 1000, 1000, 1000};

    @Test
    void equalHistogramsDoNotDiverge() {
        assertThat(Divergence.psi(EVEN, EVEN)).isZero();
        assertThat(Divergence.jensenShannon(EVEN, EVEN)).isZero();
        assertThat(Divergence.kolmogorovSmirnov(EVEN, EVEN)).isZero();
        assertThat(Divergence.chiSquaredPValue(EVEN, EVEN)).isCloseTo(1, within(1e-12));
    }

    @Test
    void psiAgreesWithItsDefinition() {
        // (0.4 - 0.25) ln(0.4 / 0.25) + 3 (0.2 - 0.25) ln(0.2 / 0.25)
        assertThat(Divergence.psi(EVEN, new long[] {4000, 2000, 2000, 2000})).isCloseTo(0.10397, within(2e-4));
    }

    @Test
    void disjointHistogramsAreAtTheUpperEndOfJensenAndShannon() {
        assertThat(Divergence.jensenShannon(new long[] {100_000, 0}, new long[] {0, 100_000}))
                .isCloseTo(1, within(1e-3));
        assertThat(Divergence.psi(new long[] {100, 0}, new long[] {0, 100})).isFinite();
    }

    @Test
    void chiSquaredAgreesWithAPublishedTest() {
        // R: chisq.test(rbind(c(30, 14, 34), c(20, 30, 22)))$p.value = 0.00614 (X-squared 10.187)
        assertThat(Divergence.chiSquaredPValue(new long[] {30, 14, 34}, new long[] {20, 30, 22}))
                .isCloseTo(0.0061, within(3e-4));
    }

    @Test
    void chiSquaredIsLeftOutWhereItsApproximationDoesNotHold() {
        assertThat(Divergence.chiSquaredPValue(EVEN, new long[] {3, 4, 2, 3})).isNaN();
    }

    @Test
    void kolmogorovAgreesWithItsTable() {
        // The 5 % point of the two-sample test is 1.358 sqrt((n + m) / nm).
        double distance = 1.358 * Math.sqrt(2.0 / 10_000);
        assertThat(Divergence.kolmogorovSmirnovPValue(distance, 10_000, 10_000)).isCloseTo(0.05, within(2e-3));
        assertThat(Divergence.kolmogorovSmirnovPValue(0, 100, 100)).isEqualTo(1);
    }

    @Test
    void benjaminiAndHochbergsOwnExample() {
        List<Double> pValues = List.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                0.7590, 1.0000);
        boolean[] rejected = BenjaminiHochberg.rejected(pValues, 0.05);
        for (int i = 0; i < rejected.length; i++) {
            assertThat(rejected[i]).as("test %d", i + 1).isEqualTo(i < 4);
        }
        assertThat(BenjaminiHochberg.rejected(List.of(0.5, 0.001), 0.01)).containsExactly(false, true);
        assertThat(BenjaminiHochberg.rejected(List.of(), 0.01)).isEmpty();
    }
}

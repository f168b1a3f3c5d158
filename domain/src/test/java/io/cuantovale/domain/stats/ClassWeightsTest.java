package io.cuantovale.domain.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    @Test
    void rareClassesWeighMoreAndTheSumIsOne() {
        List<Double> weights = ClassWeights.inverseFrequency(List.of(132L, 622L, 124L, 123L));
        assertThat(weights.stream().mapToDouble(w -> w).sum()).isCloseTo(1, within(1e-12));
        assertThat(weights.get(1)).isCloseTo(0.064, within(0.01));
        assertThat(weights.get(3)).isGreaterThan(weights.get(0));
    }

    @Test
    void aClassWithoutRowsWeighsNothing() {
        assertThat(ClassWeights.inverseFrequency(List.of(0L, 5L))).containsExactly(0.0, 1.0);
        assertThat(ClassWeights.inverseFrequency(List.of(0L, 0L))).containsExactly(0.0, 0.0);
    }
}

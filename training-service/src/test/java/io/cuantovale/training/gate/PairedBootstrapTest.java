package io.cuantovale.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final int ROWS = 200;

    private static List<String> groups(int perGroup) {
        return IntStream.range(0, ROWS).mapToObj(i -> "g" + i / perGroup).toList();
    }

    private static double[] errors(long seed, double mean) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> mean + 0.1 * random.nextDouble())
                .toArray();
    }

    @Test
    void aClearImprovementIsCertain() {
        PairedBootstrap result = PairedBootstrap.compare(errors(1, 0.3), errors(2, 0.2), groups(1), 1000, 7);
        assertThat(result.improvement()).isCloseTo(0.1, within(0.01));
        assertThat(result.probabilityBetter()).isEqualTo(1.0);
        assertThat(result.low()).isPositive().isLessThan(result.improvement());
        assertThat(result.high()).isGreaterThan(result.improvement());
    }

    @Test
    void equalModelsAreNotBetter() {
        double[] same = errors(1, 0.3);
        PairedBootstrap result = PairedBootstrap.compare(same, same.clone(), groups(1), 1000, 7);
        assertThat(result.probabilityBetter()).isZero();
        assertThat(result.improvement()).isZero();
    }

    @Test
    void sameSeedSameAnswer() {
        assertThat(PairedBootstrap.compare(errors(1, 0.3), errors(2, 0.3), groups(1), 500, 7))
                .isEqualTo(PairedBootstrap.compare(errors(1, 0.3), errors(2, 0.3), groups(1), 500, 7));
    }

    @Test
    void repeatsInAGroupMakeTheIntervalWider() {
        double[] before = new double[ROWS];
        double[] after = new double[ROWS];
        SplittableRandom random = new SplittableRandom(3);
        for (int group = 0; group < ROWS / 10; group++) {
            double difference = random.nextDouble() - 0.5;
            for (int i = 0; i < 10; i++) {
                before[group * 10 + i] = 1 + difference;
                after[group * 10 + i] = 1;
            }
        }
        PairedBootstrap byRow = PairedBootstrap.compare(before, after, groups(1), 2000, 7);
        PairedBootstrap byGroup = PairedBootstrap.compare(before, after, groups(10), 2000, 7);
        assertThat(byGroup.groups()).isEqualTo(20);
        assertThat(byGroup.high() - byGroup.low()).isGreaterThan(2 * (byRow.high() - byRow.low()));
    }

    @Test
    void rowsMustMatch() {
        assertThatThrownBy(() -> PairedBootstrap.compare(new double[2], new double[3], groups(1), 100, 1))
                .hasMessageContaining("rows: 2, 3 and 200");
    }
}

package io.cuantovale.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cuantovale.training.evaluate.RawScores;
import io.cuantovale.training.export.Parity;
import io.cuantovale.training.export.ParityReport;
import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.Schedule;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumbersOfTrainingTest {
    private final TaskSpec task = SampleTasks.homesWithSmallPhotos();

    @Test
    void medianOfBinsIsInterpolatedWithinTheBinThatHoldsIt() {
        BinMedian median = new BinMedian(false, new double[] {0, 100, 200, 400});
        assertThat(median.number(new float[] {0.25f, 0.5f, 0.25f})).isEqualTo(150, within(1e-4));
        assertThat(median.number(new float[] {1, 0, 0})).isEqualTo(50, within(1e-4));
        assertThat(median.number(new float[] {0, 0, 1})).isEqualTo(300, within(1e-4));
        assertThat(new BinMedian(true, new double[] {0, Math.log(100)}).number(new float[] {1}))
                .isEqualTo(10, within(1e-9));
    }

    @Test
    void ridgeSystemIsSolved() {
        double[] x = WarmStart.cholesky(new double[][] {{4, 2, 0}, {2, 5, 1}, {0, 1, 3}}, new double[] {8, 15, 11});
        assertThat(x).containsExactly(new double[] {1, 2, 3}, within(1e-9));
    }

    @Test
    void oneCycleRisesThenFalls() {
        LearningRate rate = new LearningRate(Schedule.ONE_CYCLE, 0.01, 100);
        assertThat(rate.current()).isEqualTo(0.001, within(1e-9));
        rate.at(25);
        assertThat(rate.current()).isEqualTo(0.01, within(1e-9));
        rate.at(100);
        assertThat(rate.current()).isEqualTo(0.0001, within(1e-9));
    }

    @Test
    void plateauHalvesTheRateAfterEpochsWithoutGain() {
        LearningRate rate = new LearningRate(Schedule.PLATEAU, 0.01, 100);
        for (int i = 0; i < 4; i++) {
            rate.epoch(false);
        }
        rate.at(5);
        assertThat(rate.current()).isEqualTo(0.005, within(1e-9));
    }

    @Test
    void runsChangeTheTasksDefaultsStrictly() {
        TrainingSettings settings = TrainingSettings.defaults(task, 2, Path.of("photos"));
        TrainingSettings own =
                settings.with(task, Map.of("epochs", 3, "network", "earlier", "train_since", "2026-01-01T00:00:00Z"));
        assertThat(own.training().epochs()).isEqualTo(3);
        assertThat(own.training().batch()).isEqualTo(settings.training().batch());
        assertThat(own.network()).isEqualTo("earlier");
        assertThat(own.trainSince()).isEqualTo("2026-01-01T00:00:00Z");
        assertThatThrownBy(() -> settings.with(task, Map.of("epoch", 3)))
                .hasMessageStartingWith("configuration: epoch: unknown key (expected: one of [augment,");
        assertThatThrownBy(() -> settings.with(task, Map.of("learning_rate", "fast")))
                .hasMessage("configuration: learning_rate: fast (expected: a number)");
        assertThatThrownBy(() -> settings.with(task, Map.of("network", "huge")))
                .hasMessageStartingWith("network: huge (expected: one of [");
        assertThatThrownBy(() -> settings.with(task, Map.of("train_since", "monday")))
                .hasMessageStartingWith("train_since: monday (expected:");
    }

    @Test
    void parityBeyondTheBoundDoesNotPass() {
        int[] rows = {7};
        NetworkOutputs network =
                new NetworkOutputs(rows, new float[][] {{0.4f, 0.6f}}, new double[] {1000}, new float[][] {{1}}, 0);
        RawScores near = new RawScores(
                rows, new float[][] {{0.4f, 0.6f}}, new float[] {1000.05f}, null, new float[][] {{1}}, new float[1]);
        RawScores far = new RawScores(
                rows, new float[][] {{0.4f, 0.6f}}, new float[] {1000.2f}, null, new float[][] {{1}}, new float[1]);
        assertThat(new Parity().add(network, near, 1).report().passed()).isTrue();
        ParityReport report =
                new Parity().add(network, near, 1).add(network, far, 0).report();
        assertThat(report.passed()).isFalse();
        assertThat(report.maxEstimateDifference()).isEqualTo(2e-4, within(1e-6));
        assertThat(report.rows()).isEqualTo(2);
        assertThat(new Parity().report().passed()).isFalse();
    }
}

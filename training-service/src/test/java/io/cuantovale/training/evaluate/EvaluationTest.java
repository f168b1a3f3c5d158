package io.cuantovale.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void conformalHalfWidthIsTheFiniteSampleQuantile() {
        double[] residuals = IntStream.rangeClosed(1, 99)
                .mapToDouble(i -> i % 2 == 0 ? i : -i)
                .toArray();
        assertThat(Conformal.halfWidth(residuals, 0.9)).isEqualTo(90);
        double[] few = IntStream.rangeClosed(1, 20).mapToDouble(i -> i).toArray();
        assertThat(Conformal.halfWidth(few, 0.9)).isEqualTo(19);
    }

    @Test
    void tooFewCalibrationRowsAreRefused() {
        assertThatThrownBy(() -> Conformal.halfWidth(new double[19], 0.9))
                .hasMessage("calibration rows: 19 (expected: at least 20 for a 0.9 interval)");
        assertThatThrownBy(() -> Conformal.halfWidth(new double[50], 0.99)).hasMessageContaining("at least 99");
    }

    @Test
    void metricsAreCountedByHand() {
        List<ScoredRow> rows =
                List.of(row(100, 105, 90, 120, 0, 0), row(100, 115, 90, 120, 0, 1), row(200, 100, 90, 120, 1, 1));
        Evaluation evaluation = Evaluation.of("test", List.of("low", "high"), rows);
        assertThat(evaluation.metrics().get("mdape")).isEqualTo(0.15, within(1e-9));
        assertThat(evaluation.metrics().get("mape")).isEqualTo((0.05 + 0.15 + 0.5) / 3, within(1e-9));
        assertThat(evaluation.metrics().get("within_10")).isEqualTo(1.0 / 3, within(1e-9));
        assertThat(evaluation.metrics().get("within_20")).isEqualTo(2.0 / 3, within(1e-9));
        assertThat(evaluation.metrics().get("coverage")).isEqualTo(2.0 / 3, within(1e-9));
        assertThat(evaluation.metrics().get("coverage_low")).isLessThan(2.0 / 3);
        assertThat(evaluation.classes().confusion()).containsExactly(List.of(1L, 1L), List.of(0L, 1L));
        ClassReport.Line low = evaluation.classes().classes().getFirst();
        assertThat(low.precision()).isEqualTo(1);
        assertThat(low.recall()).isEqualTo(0.5);
        assertThat(low.f1()).isEqualTo(2.0 / 3, within(1e-9));
    }

    private static ScoredRow row(
            double actual, double estimate, double lower, double upper, int actualClass, int predictedClass) {
        return new ScoredRow(
                "s:1",
                "g",
                actual,
                estimate,
                lower,
                upper,
                actualClass,
                predictedClass,
                new float[] {0.5f, 0.5f},
                0.5,
                false);
    }
}

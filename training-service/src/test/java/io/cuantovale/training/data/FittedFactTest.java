package io.cuantovale.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.Encoding;
import io.cuantovale.training.task.TaskSpec.Kind;
import io.cuantovale.training.task.TaskSpec.Transform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FittedFactTest {
    private final Table table = new Table(
            List.of("a", "b", "c"),
            List.of("a", "b", "c"),
            List.of("train", "train", "test"),
            new String[3],
            new String[3],
            new long[3],
            Map.of("size", new double[] {1, 3, 9}, "depth", new double[] {2, Double.NaN, 2}),
            Map.of("place", new String[] {"north", "south", "moon"}));
    private final int[] training = {0, 1};

    @Test
    void numbersAreStandardisedByTheTrainingRowsAlone() {
        FittedFact fact =
                FittedFact.fit(feature("size", Kind.NUMERIC, true, null, Transform.STANDARDISE), null, table, training);
        assertThat(encoded(fact, 0)).containsExactly(-1);
        assertThat(encoded(fact, 2)).containsExactly(7);
    }

    @Test
    void countsAboveTheirMaximumAreTakenAsTheMaximum() {
        TaskSpec.Feature feature = new TaskSpec.Feature(
                "size",
                Kind.INTEGER,
                true,
                0.0,
                4.0,
                true,
                List.of(),
                null,
                new Encoding(Transform.ONE_HOT, null, null, null),
                null,
                null);
        assertThat(encoded(FittedFact.fit(feature, null, table, training), 2)).containsExactly(0, 0, 0, 0, 1);
    }

    @Test
    void missingOptionalNumbersAreZeroWithAMask() {
        FittedFact fact =
                FittedFact.fit(feature("depth", Kind.NUMERIC, false, null, Transform.SCALE), null, table, training);
        assertThat(encoded(fact, 0)).containsExactly(2, 1);
        assertThat(encoded(fact, 1)).containsExactly(0, 0);
    }

    @Test
    void missingRequiredNumbersAreNamed() {
        FittedFact fact =
                FittedFact.fit(feature("depth", Kind.NUMERIC, true, null, Transform.SCALE), null, table, training);
        assertThatThrownBy(() -> encoded(fact, 1)).hasMessage("depth of b: missing (expected: a number)");
    }

    @Test
    void vocabularyComesFromTrainingRowsAndOtherValuesAreUnknown() {
        FittedFact fact = FittedFact.fit(
                feature("place", Kind.CATEGORICAL, true, "elsewhere", Transform.EMBEDDING), null, table, training);
        assertThat(fact.vocabulary()).containsExactly("elsewhere", "north", "south");
        assertThat(fact.indexOf(fact.index(), table, 2)).isZero();
        assertThat(fact.counts()).containsExactly(0, 1, 1);
    }

    @Test
    void logarithmIsTakenBeforeStandardising() {
        TaskSpec.Feature feature = feature("size", Kind.NUMERIC, true, null, Transform.LOG_STANDARDISE);
        FittedFact fact = FittedFact.fit(feature, null, table, training);
        assertThat((double) encoded(fact, 1)[0]).isEqualTo(1, within(1e-6));
        assertThat(fact.low()).isEqualTo(Math.log(2), within(1e-9));
    }

    private float[] encoded(FittedFact fact, int row) {
        float[] out = new float[fact.width()];
        fact.encode(fact.index(), table, row, out, 0);
        return out;
    }

    private static TaskSpec.Feature feature(
            String name, Kind kind, boolean required, @org.jspecify.annotations.Nullable String unknown, Transform t) {
        return new TaskSpec.Feature(
                name,
                kind,
                required,
                null,
                null,
                false,
                List.of(),
                unknown,
                new Encoding(t, null, 2, null),
                null,
                null);
    }
}

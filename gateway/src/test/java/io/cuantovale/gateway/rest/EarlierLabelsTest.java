package io.cuantovale.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.model.ModelManifest.ModelClass;
import io.cuantovale.domain.PriceBands;
import io.cuantovale.gateway.predictions.Prediction;
import io.cuantovale.gateway.predictions.TaskModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierLabelsTest {
    private static TaskModel model(ModelClass... classes) {
        return new TaskModel("t", "v", List.of(), List.of(classes), List.of(), null);
    }

    private static ModelClass band(String name, @Nullable Double lower, @Nullable Double upper) {
        return new ModelClass(name, lower, upper);
    }

    @ParameterizedTest
    @CsvSource({
        "2.1E-9,2.1e-09",
        "4.0E-4,0.0004",
        "0.9978,0.9978",
        "1.0,1.0",
        "0.0,0.0",
        "1.0E-4,0.0001",
        "9.9999E-5,9.9999e-05",
        "1.0E-5,1e-05",
        "1.234E-12,1.234e-12",
        "1.0E-100,1e-100"
    })
    void numbersAreWrittenAsPythonDoes(double value, String expected) {
        assertThat(EarlierLabels.python(value)).isEqualTo(expected);
    }

    @Test
    void labelsFollowTheBandsOfTheModel() {
        TaskModel model =
                model(band("a", null, 150_000.0), band("b", 150_000.0, 450_000.0), band("c", 450_000.0, null));
        Prediction prediction = new Prediction(
                "p",
                "t",
                "v",
                null,
                List.of(
                        new Prediction.Band("a", null, 150_000.0, 0.2),
                        new Prediction.Band("b", 150_000.0, 450_000.0, 0.5),
                        new Prediction.Band("c", 450_000.0, null, 0.3)),
                null,
                null,
                List.of());
        assertThat(EarlierLabels.message(List.of(prediction), model))
                .isEqualTo("[{'Menos de 150K': 0.2, 'Entre 150K y 450K': 0.5, 'Más de 450K': 0.3}]");
    }

    @Test
    void withoutModelOrBoundsTheBuiltInBandsAreUsed() {
        assertThat(EarlierLabels.bands(null)).isEqualTo(PriceBands.DEFAULT);
        assertThat(EarlierLabels.bands(model(band("x", null, null), band("y", null, null))))
                .isEqualTo(PriceBands.DEFAULT);
    }
}

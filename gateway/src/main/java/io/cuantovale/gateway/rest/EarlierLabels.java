package io.cuantovale.gateway.rest;

import io.cuantovale.contracts.model.ModelManifest.ModelClass;
import io.cuantovale.domain.PriceBands;
import io.cuantovale.gateway.predictions.Prediction;
import io.cuantovale.gateway.predictions.TaskModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Predictions as the earlier system printed them: a Python list of dicts from Spanish labels to probabilities, as text.
 */
final class EarlierLabels {
    /** Python writes numbers below this in scientific notation. */
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("0.0001");

    private EarlierLabels() {}

    /** The bands of a model's classes; the built-in ones without model, or where its classes are no price bands. */
    static PriceBands bands(@Nullable TaskModel model) {
        List<Long> bounds = model == null
                ? List.of()
                : model.classes().stream()
                        .map(ModelClass::upper)
                        .filter(Objects::nonNull)
                        .map(Double::longValue)
                        .toList();
        return model == null || bounds.size() != model.classes().size() - 1
                ? PriceBands.DEFAULT
                : new PriceBands(bounds);
    }

    /** All predictions as one message. */
    static String message(List<Prediction> predictions, TaskModel model) {
        List<PriceBands.Band> bands = bands(model).bands();
        return predictions.stream().map(p -> dict(p, bands)).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String dict(Prediction prediction, List<PriceBands.Band> bands) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < prediction.bands().size(); i++) {
            String label = i < bands.size()
                    ? bands.get(i).label()
                    : prediction.bands().get(i).name();
            entries.add("'" + label + "': " + python(prediction.bands().get(i).probability()));
        }
        return entries.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    /** A probability as Python prints it: {@code 0.0004}, {@code 2.1e-09}, {@code 0.0}, {@code 1.0}. */
    static String python(double value) {
        if (value == 0) {
            return "0.0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.abs().compareTo(SMALLEST_PLAIN) >= 0) {
            String plain = decimal.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = decimal.precision() - decimal.scale() - 1;
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e-%02d".formatted(-exponent);
    }
}

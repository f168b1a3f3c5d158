package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.inference.serving.protocol.Datatype;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.Numbers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Numeric and integer features: limits, counts above the limit.
 *
 * <p>Any integer type is taken for either kind, since no value changes by it. NaN means missing, where the feature may
 * be missing.
 */
final class NumberReader extends FeatureReader {
    private final boolean whole;
    private final double min;
    private final double max;

    NumberReader(Feature feature, GraphSpec graph, boolean whole) {
        super(feature, graph);
        this.whole = whole;
        this.min = feature.min() == null ? Double.NEGATIVE_INFINITY : feature.min();
        this.max = feature.max() == null ? Double.POSITIVE_INFINITY : feature.max();
        requireOnePerRow();
    }

    @Override
    Datatype datatype() {
        return whole ? Datatype.INT64 : Datatype.FP32;
    }

    @Override
    boolean accepts(Datatype given) {
        return given.isInteger() || (!whole && given.isFloating());
    }

    @Override
    BoundRows.Input readRows(@Nullable InputTensor input, int rows, boolean[] present) {
        ByteBuffer values = Numbers.allocate(target.datatype(), rows);
        if (input != null) {
            ByteBuffer given = ((InputTensor.Packed) input.content()).bytes();
            for (int row = 0; row < rows; row++) {
                double value = Numbers.readDouble(input.datatype(), given, row);
                present[row] = !Double.isNaN(value);
                requirePresent(row, present[row]);
                if (present[row]) {
                    Numbers.write(target.datatype(), values, row, checked(row, value));
                }
            }
        }
        return new BoundRows.Packed(values);
    }

    private double checked(int row, double value) {
        double taken = feature.clampAboveMax() ? Math.min(value, max) : value;
        if (taken < min || taken > max || Double.isInfinite(taken)) {
            throw refused(row, plain(value), limits());
        }
        return taken;
    }

    private String limits() {
        if (feature.clampAboveMax() && feature.min() != null) {
            return "at least " + plain(min);
        }
        if (feature.min() == null && feature.max() == null) {
            return "a finite number";
        }
        return feature.min() == null
                ? "at most " + plain(max)
                : feature.max() == null ? "at least " + plain(min) : plain(min) + " to " + plain(max);
    }

    private static String plain(double value) {
        return Double.isInfinite(value) || Double.isNaN(value)
                ? String.valueOf(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

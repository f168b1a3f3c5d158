package io.cuantovale.training.data;

import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.Kind;
import io.cuantovale.training.task.TaskSpec.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A fact with what the training rows say about it: its vocabulary or its range, and the constants of its encoding.
 *
 * @param vocabulary index to value, categorical facts only
 * @param counts training rows by index, categorical facts only
 * @param shift subtracted by numeric encodings, after the logarithm if there is one
 * @param factor multiplied by numeric encodings
 * @param mean of the training rows, on the logarithmic scale if there is one
 * @param deviation likewise, at least a small positive number
 * @param low smallest of the training rows, likewise
 * @param high largest of the training rows, likewise
 */
public record FittedFact(
        TaskSpec.Feature feature,
        TaskSpec.Encoding encoding,
        List<String> vocabulary,
        long[] counts,
        double shift,
        double factor,
        double mean,
        double deviation,
        double low,
        double high) {

    private static final double LEAST_DEVIATION = 1e-6;

    /** Fits a fact to the training rows. */
    public static FittedFact fit(
            TaskSpec.Feature feature, TaskSpec.@Nullable Encoding own, Table table, int[] trainingRows) {
        TaskSpec.Encoding encoding = Objects.requireNonNull(own != null ? own : feature.encoding());
        return feature.kind() == Kind.CATEGORICAL
                ? categorical(feature, encoding, table, trainingRows)
                : numeric(feature, encoding, table, trainingRows);
    }

    private static FittedFact categorical(
            TaskSpec.Feature feature, TaskSpec.Encoding encoding, Table table, int[] rows) {
        List<String> vocabulary = new ArrayList<>();
        if (feature.unknown() != null) {
            vocabulary.add(feature.unknown());
        }
        if (feature.vocabulary().isEmpty()) {
            TreeSet<String> found = new TreeSet<>();
            for (int row : rows) {
                String value = table.text(feature.name(), row);
                if (value != null) {
                    found.add(value);
                }
            }
            found.remove(feature.unknown());
            vocabulary.addAll(found);
        } else {
            vocabulary.addAll(feature.vocabulary());
        }
        long[] counts = new long[vocabulary.size()];
        FittedFact fact =
                new FittedFact(feature, encoding, List.copyOf(vocabulary), counts, 0, factor(encoding), 0, 1, 0, 1);
        Map<String, Integer> index = fact.index();
        for (int row : rows) {
            counts[fact.indexOf(index, table, row)]++;
        }
        return fact;
    }

    private static FittedFact numeric(TaskSpec.Feature feature, TaskSpec.Encoding encoding, Table table, int[] rows) {
        boolean log = encoding.transform() == Transform.LOG_STANDARDISE;
        double[] values = Arrays.stream(rows)
                .mapToDouble(row -> table.number(feature.name(), row))
                .filter(v -> !Double.isNaN(v))
                .map(v -> clamped(feature, v))
                .map(v -> log ? Math.log1p(v) : v)
                .toArray();
        if (values.length == 0) {
            throw new DatasetException(feature.name() + ": no training row has a value (expected: at least one)");
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        double deviation = Math.max(Math.sqrt(variance), LEAST_DEVIATION * Math.max(1, Math.abs(mean)));
        double shift = switch (encoding.transform()) {
            case STANDARDISE, LOG_STANDARDISE -> mean;
            case MIN_MAX, ONE_HOT -> Objects.requireNonNull(feature.min());
            case SCALE, EMBEDDING -> 0;
        };
        double factor = switch (encoding.transform()) {
            case STANDARDISE, LOG_STANDARDISE -> 1 / deviation;
            case MIN_MAX -> 1 / (Objects.requireNonNull(feature.max()) - Objects.requireNonNull(feature.min()));
            case SCALE -> factor(encoding);
            case ONE_HOT, EMBEDDING -> 1;
        };
        return new FittedFact(
                feature,
                encoding,
                List.of(),
                new long[0],
                shift,
                factor,
                mean,
                deviation,
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow());
    }

    private static double factor(TaskSpec.Encoding encoding) {
        return encoding.factor() == null ? 1 : encoding.factor();
    }

    public boolean categorical() {
        return feature.kind() == Kind.CATEGORICAL;
    }

    /** Whether the network looks the fact up in a learnt table. */
    public boolean embedded() {
        return encoding.transform() == Transform.EMBEDDING;
    }

    /** Whether the logarithm of 1 + value is taken. */
    public boolean logarithmic() {
        return encoding.transform() == Transform.LOG_STANDARDISE;
    }

    /** Whether a column says if the value is there. */
    public boolean masked() {
        return !feature.required() && !categorical();
    }

    /** Columns of the value itself, without the mask; 0 for embedded facts. */
    public int valueWidth() {
        return switch (encoding.transform()) {
            case EMBEDDING -> 0;
            case ONE_HOT ->
                categorical()
                        ? vocabulary.size()
                        : (int) (Objects.requireNonNull(feature.max()) - Objects.requireNonNull(feature.min())) + 1;
            case STANDARDISE, LOG_STANDARDISE, MIN_MAX, SCALE -> 1;
        };
    }

    /** Columns that the fact takes among the dense ones. */
    public int width() {
        return valueWidth() + (masked() ? 1 : 0);
    }

    /** Value to index, categorical facts only. */
    public Map<String, Integer> index() {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < vocabulary.size(); i++) {
            index.put(vocabulary.get(i), i);
        }
        return index;
    }

    /** Index of a row's value; 0 for unknown ones where the task allows them. */
    public int indexOf(Map<String, Integer> index, Table table, int row) {
        String value = table.text(feature.name(), row);
        Integer found = value == null ? null : index.get(value);
        if (found == null && feature.unknown() == null) {
            throw new DatasetException(feature.name() + " of " + table.listing().get(row) + ": " + value
                    + " (expected: one of " + vocabulary + ")");
        }
        return found == null ? 0 : found;
    }

    /** Writes a row's dense columns from {@code at} on. */
    public void encode(Map<String, Integer> index, Table table, int row, float[] out, int at) {
        if (categorical()) {
            int i = indexOf(index, table, row);
            if (encoding.transform() == Transform.ONE_HOT) {
                out[at + i] = 1;
            } else if (encoding.transform() == Transform.SCALE) {
                out[at] = (float) (i * factor);
            }
            return;
        }
        double value = table.number(feature.name(), row);
        if (Double.isNaN(value)) {
            if (feature.required()) {
                throw new DatasetException(
                        feature.name() + " of " + table.listing().get(row) + ": missing (expected: a number)");
            }
            return;
        }
        value = clamped(feature, value);
        if (encoding.transform() == Transform.ONE_HOT) {
            out[at + Math.clamp(Math.round(value - shift), 0, valueWidth() - 1)] = 1;
        } else {
            out[at] = (float) (((logarithmic() ? Math.log1p(value) : value) - shift) * factor);
        }
        if (masked()) {
            out[at + valueWidth()] = 1;
        }
    }

    private static double clamped(TaskSpec.Feature feature, double value) {
        return feature.clampAboveMax() && feature.max() != null ? Math.min(value, feature.max()) : value;
    }
}

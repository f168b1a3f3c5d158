package io.cuantovale.training.evaluate;

import io.cuantovale.training.data.Table;
import io.cuantovale.training.task.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The median of the training rows with the same value of one fact, per unit of another where the task says so. What
 * anybody could do without a model.
 */
public final class Baseline {
    private final TaskSpec.Baseline spec;
    private final Map<String, Double> medians = new HashMap<>();
    private final double overall;

    private Baseline(TaskSpec.Baseline spec, Table table, double[] numbers, int[] trainingRows) {
        this.spec = spec;
        Map<String, List<Double>> values = new HashMap<>();
        List<Double> all = new ArrayList<>();
        for (int row : trainingRows) {
            double value = numbers[row] / unit(table, row);
            all.add(value);
            String group = table.text(spec.by(), row);
            if (group != null) {
                values.computeIfAbsent(group, g -> new ArrayList<>()).add(value);
            }
        }
        values.forEach((group, list) -> medians.put(group, median(list)));
        this.overall = median(all);
    }

    /** The task's baseline, null for tasks without one. */
    public static @Nullable Baseline fit(TaskSpec task, Table table, double[] numbers, int[] trainingRows) {
        return task.baseline() == null || numbers.length == 0
                ? null
                : new Baseline(task.baseline(), table, numbers, trainingRows);
    }

    /** Absolute errors of some rows as shares of the observed number. */
    public List<Double> errors(Table table, double[] numbers, int[] rows) {
        List<Double> errors = new ArrayList<>(rows.length);
        for (int row : rows) {
            String group = table.text(spec.by(), row);
            double median = group == null ? overall : Objects.requireNonNull(medians.getOrDefault(group, overall));
            errors.add(Math.abs(median * unit(table, row) / numbers[row] - 1));
        }
        return List.copyOf(errors);
    }

    private double unit(Table table, int row) {
        return spec.per() == null ? 1 : table.number(spec.per(), row);
    }

    private static double median(List<Double> values) {
        return Numbers.quantile(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
    }
}

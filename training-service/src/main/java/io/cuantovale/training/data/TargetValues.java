package io.cuantovale.training.data;

import io.cuantovale.training.task.TaskSpec;
import io.cuantovale.training.task.TaskSpec.TargetKind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be predicted, per row.
 *
 * @param classes index of each row's class
 * @param numbers observed numbers; empty for plain classes
 */
public record TargetValues(int[] classes, double[] numbers) {

    /** Reads the target of every row; a row without a usable one is an error that names it. */
    public static TargetValues of(TaskSpec.Target target, Table table) {
        List<TaskSpec.ClassSpec> specs = target.classes();
        boolean bins = target.kind() == TargetKind.BINS;
        int[] classes = new int[table.size()];
        double[] numbers = new double[bins ? table.size() : 0];
        for (int row = 0; row < table.size(); row++) {
            if (bins) {
                numbers[row] = table.number(target.column(), row);
                boolean usable = target.scale() == TaskSpec.Scale.LOG ? numbers[row] > 0 : !Double.isNaN(numbers[row]);
                if (!usable) {
                    throw new DatasetException(target.column() + " of "
                            + table.listing().get(row) + ": " + numbers[row] + " (expected: a "
                            + (target.scale() == TaskSpec.Scale.LOG ? "positive " : "") + "number)");
                }
                classes[row] = binOf(specs, numbers[row]);
            } else {
                String name = table.text(target.column(), row);
                classes[row] = IntStream.range(0, specs.size())
                        .filter(i -> specs.get(i).name().equals(name))
                        .findFirst()
                        .orElse(-1);
                if (classes[row] < 0) {
                    throw new DatasetException(target.column() + " of "
                            + table.listing().get(row) + ": " + name + " (expected: one of "
                            + specs.stream().map(TaskSpec.ClassSpec::name).toList()
                            + ")");
                }
            }
        }
        return new TargetValues(classes, numbers);
    }

    private static int binOf(List<TaskSpec.ClassSpec> bins, double value) {
        int index = 0;
        for (TaskSpec.ClassSpec bin : bins) {
            if (bin.upper() == null || value <= bin.upper()) {
                return index;
            }
            index++;
        }
        return index - 1;
    }
}

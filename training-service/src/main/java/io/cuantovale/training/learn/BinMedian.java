package io.cuantovale.training.learn;

import io.cuantovale.training.task.TaskSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The number of a network that knows only classes: the median of its bins, interpolated between the edges of the bin
 * that holds it. The open outer bins end at the 1st and 99th percentile of the training rows.
 *
 * @param log whether edges are natural logarithms
 * @param edges one more than bins, ascending
 */
public record BinMedian(boolean log, double[] edges) {
    private static final double TAIL = 0.01;
    /** Probabilities below this count as this, where one divides by them. */
    public static final double LEAST = 1e-6;

    static BinMedian fit(TaskSpec.Target target, double[] numbers, int[] rows) {
        boolean log = target.scale() == TaskSpec.Scale.LOG;
        double[] sorted =
                Arrays.stream(rows).mapToDouble(r -> numbers[r]).sorted().toArray();
        List<TaskSpec.ClassSpec> bins = target.classes();
        double[] edges = new double[bins.size() + 1];
        for (int i = 1; i < bins.size(); i++) {
            Double upper = bins.get(i - 1).upper();
            edges[i] = upper == null ? Double.NaN : upper;
        }
        edges[0] = Math.min(sorted[(int) (TAIL * (sorted.length - 1))], edges[1] - Math.abs(edges[1]) / 2);
        int last = bins.size();
        edges[last] = Math.max(
                sorted[(int) ((1 - TAIL) * (sorted.length - 1))], edges[last - 1] + Math.abs(edges[last - 1]) / 2);
        return new BinMedian(log, log ? Arrays.stream(edges).map(Math::log).toArray() : edges);
    }

    /** The median that bin probabilities mean. */
    public double number(float[] probabilities) {
        double before = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double p = probabilities[i];
            if (before + p >= 0.5 || i == probabilities.length - 1) {
                double share = Math.clamp((0.5 - before) / Math.max(p, LEAST), 0, 1);
                double value = edges[i] + share * (edges[i + 1] - edges[i]);
                return log ? Math.exp(value) : value;
            }
            before += p;
        }
        throw new IllegalArgumentException("probabilities: none (expected: one per bin)");
    }
}

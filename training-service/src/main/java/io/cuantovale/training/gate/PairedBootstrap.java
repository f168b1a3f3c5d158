package io.cuantovale.training.gate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How much smaller one model's error is than another's on the same rows, with its uncertainty.
 *
 * <p>Whole groups of repeated listings are drawn, not rows: repeats are not independent, and drawing rows would make
 * the interval too narrow.
 *
 * @param rows rows compared
 * @param groups groups drawn from
 * @param meanBefore mean error of the model that is there
 * @param meanAfter mean error of the model that wants its place
 * @param improvement {@code meanBefore - meanAfter}; positive where the newcomer is better
 * @param low 2.5 % quantile of the improvement
 * @param high 97.5 % quantile of the improvement
 * @param probabilityBetter share of resamples in which the newcomer is better, 0 to 1
 */
public record PairedBootstrap(
        int rows,
        int groups,
        double meanBefore,
        double meanAfter,
        double improvement,
        double low,
        double high,
        double probabilityBetter) {

    /**
     * Compares errors row by row.
     *
     * @param before error of the present model per row
     * @param after error of the newcomer per row, in the same order
     * @param groupOfRow group of each row
     * @param resamples how often to draw, for example 2 000
     * @param seed of the drawing: same inputs and seed, same answer
     */
    public static PairedBootstrap compare(
            double[] before, double[] after, List<String> groupOfRow, int resamples, long seed) {
        if (before.length == 0 || before.length != after.length || before.length != groupOfRow.size()) {
            throw new IllegalArgumentException("rows: %d, %d and %d (expected: equal and above 0)"
                    .formatted(before.length, after.length, groupOfRow.size()));
        }
        Groups groups = Groups.of(before, after, groupOfRow);
        double[] drawn = new double[resamples];
        SplittableRandom random = new SplittableRandom(seed);
        int better = 0;
        for (int i = 0; i < resamples; i++) {
            drawn[i] = groups.resample(random);
            if (drawn[i] > 0) {
                better++;
            }
        }
        Arrays.sort(drawn);
        double meanBefore = Arrays.stream(before).average().orElseThrow();
        double meanAfter = Arrays.stream(after).average().orElseThrow();
        return new PairedBootstrap(
                before.length,
                groups.size(),
                meanBefore,
                meanAfter,
                meanBefore - meanAfter,
                quantile(drawn, 0.025),
                quantile(drawn, 0.975),
                (double) better / resamples);
    }

    private static double quantile(double[] sorted, double at) {
        double position = at * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Sums of differences and row counts per group. */
    private record Groups(double[] differences, int[] counts) {
        static Groups of(double[] before, double[] after, List<String> groupOfRow) {
            Map<String, Integer> index = new HashMap<>();
            groupOfRow.forEach(group -> index.putIfAbsent(group, index.size()));
            double[] differences = new double[index.size()];
            int[] counts = new int[index.size()];
            for (int row = 0; row < before.length; row++) {
                int group = index.get(groupOfRow.get(row));
                differences[group] += before[row] - after[row];
                counts[group]++;
            }
            return new Groups(differences, counts);
        }

        int size() {
            return counts.length;
        }

        double resample(SplittableRandom random) {
            double sum = 0;
            long rows = 0;
            for (int i = 0; i < counts.length; i++) {
                int group = random.nextInt(counts.length);
                sum += differences[group];
                rows += counts[group];
            }
            return sum / rows;
        }
    }
}

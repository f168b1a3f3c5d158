package io.cuantovale.domain.stats;

import java.util.ArrayList;
import java.util.List;

/** Loss weights that make rare classes count as much as common ones. */
public final class ClassWeights {
    private ClassWeights() {}

    /**
     * Inverse frequencies scaled to the sum 1, in the order of the counts; a class without rows weighs 0.
     *
     * @param counts rows per class, none negative
     */
    public static List<Double> inverseFrequency(List<Long> counts) {
        double sum = counts.stream().mapToDouble(ClassWeights::inverse).sum();
        List<Double> weights = new ArrayList<>(counts.size());
        for (long count : counts) {
            weights.add(sum == 0 ? 0 : inverse(count) / sum);
        }
        return List.copyOf(weights);
    }

    private static double inverse(long count) {
        return count == 0 ? 0 : 1.0 / count;
    }
}

package io.cuantovale.training.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * A graph's outputs for some rows, in their order, by role.
 *
 * @param probabilities per row and class
 * @param estimate per row; null for graphs without
 * @param interval per row: low, high; null for graphs without
 * @param embedding per row; null for graphs without
 * @param novelty per row
 */
public record RawScores(
        int[] rows,
        float[][] probabilities,
        float @Nullable [] estimate,
        float @Nullable [][] interval,
        float @Nullable [][] embedding,
        float[] novelty) {}

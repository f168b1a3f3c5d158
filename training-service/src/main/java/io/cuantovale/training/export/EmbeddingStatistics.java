package io.cuantovale.training.export;

import java.util.Arrays;

/** Mean and deviation of each embedding value over training rows. */
public record EmbeddingStatistics(float[] mean, float[] deviation) {
    private static final double LEAST_SHARE = 0.1;

    /** Of some rows' embeddings; deviations are at least a tenth of the mean deviation, as some units never fire. */
    public static EmbeddingStatistics of(float[][] embeddings, int width) {
        double[] mean = new double[width];
        double[] square = new double[width];
        for (float[] e : embeddings) {
            for (int i = 0; i < width; i++) {
                mean[i] += e[i];
                square[i] += (double) e[i] * e[i];
            }
        }
        int n = Math.max(1, embeddings.length);
        double[] deviation = new double[width];
        for (int i = 0; i < width; i++) {
            mean[i] /= n;
            deviation[i] = Math.sqrt(Math.max(0, square[i] / n - mean[i] * mean[i]));
        }
        double least =
                Math.max(1e-3, LEAST_SHARE * Arrays.stream(deviation).average().orElse(1));
        float[] means = new float[width];
        float[] deviations = new float[width];
        for (int i = 0; i < width; i++) {
            means[i] = (float) mean[i];
            deviations[i] = (float) Math.max(least, deviation[i]);
        }
        return new EmbeddingStatistics(means, deviations);
    }
}

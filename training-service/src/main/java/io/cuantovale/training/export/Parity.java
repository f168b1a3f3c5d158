package io.cuantovale.training.export;

import io.cuantovale.training.evaluate.RawScores;
import io.cuantovale.training.learn.NetworkOutputs;

/** Gathers the differences between network and graph over one or more sets of rows. */
public final class Parity {
    private int rows;
    private int withPhoto;
    private double probability;
    private double embedding;
    private double estimate;

    /** Compares the outputs of the same rows. */
    public Parity add(NetworkOutputs network, RawScores graph, int rowsWithPhoto) {
        for (int i = 0; i < network.rows().length; i++) {
            probability = Math.max(probability, largest(network.probabilities()[i], graph.probabilities()[i]));
            if (graph.embedding() != null) {
                embedding = Math.max(embedding, largest(network.embedding()[i], graph.embedding()[i]));
            }
            if (graph.estimate() != null) {
                double expected = network.estimate()[i];
                double difference = Math.abs(graph.estimate()[i] - expected) / Math.abs(expected);
                estimate = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(estimate, difference);
            }
        }
        rows += network.rows().length;
        withPhoto += rowsWithPhoto;
        return this;
    }

    public ParityReport report() {
        double largest = Math.max(probability, Math.max(embedding, estimate));
        return new ParityReport(
                rows,
                withPhoto,
                probability,
                embedding,
                estimate,
                ParityReport.BOUND,
                rows > 0 && largest <= ParityReport.BOUND);
    }

    private static double largest(float[] a, float[] b) {
        if (a.length != b.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - b[i]);
            largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
        }
        return largest;
    }
}

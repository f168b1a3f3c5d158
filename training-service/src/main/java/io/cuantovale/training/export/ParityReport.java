package io.cuantovale.training.export;

/**
 * {@code parity.json}: how far the exported graph in ONNX Runtime is from the trained network in PyTorch, on real rows.
 *
 * @param rows compared
 * @param rowsWithPhoto among them
 * @param maxProbabilityDifference absolute
 * @param maxEmbeddingDifference absolute; 0 for networks without photo embedding
 * @param maxEstimateDifference relative; 0 for plain classes
 * @param bound that none of the three may pass
 */
public record ParityReport(
        int rows,
        int rowsWithPhoto,
        double maxProbabilityDifference,
        double maxEmbeddingDifference,
        double maxEstimateDifference,
        double bound,
        boolean passed) {

    /** The design's bound: absolute for probabilities and embedding, relative for the estimate. */
    public static final double BOUND = 1e-4;
}

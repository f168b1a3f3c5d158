package io.cuantovale.training.learn;

/**
 * What the network says about some rows, in their order.
 *
 * @param probabilities per row and class
 * @param estimate per row; empty for targets that are plain classes
 * @param embedding per row; zeros for photo embeddings of rows without photo
 * @param loss mean over the rows
 */
public record NetworkOutputs(
        int[] rows, float[][] probabilities, double[] estimate, float[][] embedding, double loss) {}

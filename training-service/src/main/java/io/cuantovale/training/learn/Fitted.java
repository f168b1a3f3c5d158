package io.cuantovale.training.learn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.cuantovale.training.network.FusionNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network with its scale, ready to predict through PyTorch.
 *
 * @param scale of its regression; null without
 * @param median of its bins; null for networks with regression and for plain classes
 */
record Fitted(
        FusionNetwork network,
        ParameterStore store,
        NDManager manager,
        Objective objective,
        @Nullable TargetScale scale,
        @Nullable BinMedian median) {

    /** Predictions for the rows of some batches, in the order of {@code rows}. */
    NetworkOutputs predict(Batches source, List<Batch> batches, int[] rows) {
        float[][] probabilities = new float[rows.length][];
        double[] estimates = new double[scale == null && median == null ? 0 : rows.length];
        float[][] embeddings = new float[rows.length][];
        Map<Integer, Integer> place = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            place.put(rows[i], i);
        }
        double loss = 0;
        for (Batch batch : batches) {
            try (NDManager step = manager.newSubManager()) {
                NDList outputs = network.forward(store, source.inputs(batch, step, null, false), false);
                int n = batch.rows().length;
                loss += objective.loss(step, outputs, batch.rows()).getFloat() * n;
                float[] probability = outputs.get(0).softmax(1).toFloatArray();
                float[] embedding = outputs.get(1).toFloatArray();
                float[] number = scale == null ? new float[0] : outputs.get(2).toFloatArray();
                for (int i = 0; i < n; i++) {
                    int at = Objects.requireNonNull(place.get(batch.rows()[i]));
                    probabilities[at] = part(probability, i, n);
                    embeddings[at] = part(embedding, i, n);
                    if (scale != null) {
                        estimates[at] = scale.number(number[i]);
                    } else if (median != null) {
                        estimates[at] = median.number(probabilities[at]);
                    }
                }
            }
        }
        return new NetworkOutputs(rows, probabilities, estimates, embeddings, loss / Math.max(1, rows.length));
    }

    private static float[] part(float[] all, int row, int rows) {
        int width = all.length / rows;
        return java.util.Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }
}

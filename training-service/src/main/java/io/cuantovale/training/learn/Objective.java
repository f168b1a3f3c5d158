package io.cuantovale.training.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.cuantovale.training.data.TargetValues;
import io.cuantovale.training.task.TaskSpec;
import org.jspecify.annotations.Nullable;

/**
 * What training makes small: cross entropy with class weights and smoothed labels, plus, for networks with
 * regression, the Huber loss of the standardised number.
 */
final class Objective {
    private final TargetValues target;
    private final @Nullable TargetScale scale;
    private final double[] weights;
    private final double smoothing;
    private final float regressionWeight;

    /** @param scale null for networks without regression */
    Objective(
            TaskSpec.Training settings,
            int classes,
            TargetValues target,
            @Nullable TargetScale scale,
            int[] trainingRows) {
        this.target = target;
        this.scale = scale;
        this.smoothing = settings.labelSmoothing();
        this.regressionWeight = (float) settings.regressionWeight();
        this.weights = weights(settings.classWeights(), classes, target.classes(), trainingRows);
    }

    /** Weights with mean 1 over the training rows. */
    private static double[] weights(TaskSpec.ClassWeighting kind, int classes, int[] classOf, int[] rows) {
        double[] counts = new double[classes];
        for (int row : rows) {
            counts[classOf[row]]++;
        }
        double[] weights = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            double share = counts[c] / rows.length;
            weights[c] = share == 0
                    ? 0
                    : switch (kind) {
                        case NONE -> 1;
                        case SQUARE_ROOT -> 1 / Math.sqrt(share);
                        case INVERSE -> 1 / share;
                    };
            sum += weights[c] * share;
        }
        for (int c = 0; c < classes; c++) {
            weights[c] /= sum;
        }
        return weights;
    }

    /** Mean loss of a batch, given a network's outputs. */
    NDArray loss(NDManager manager, NDList outputs, int[] rows) {
        NDArray logits = outputs.get(0);
        int classes = weights.length;
        float[] wanted = new float[rows.length * classes];
        for (int i = 0; i < rows.length; i++) {
            int own = target.classes()[rows[i]];
            for (int c = 0; c < classes; c++) {
                double label = smoothing / classes + (c == own ? 1 - smoothing : 0);
                wanted[i * classes + c] = (float) (label * weights[own]);
            }
        }
        NDArray labels = manager.create(wanted, new Shape(rows.length, classes));
        NDArray loss = logits.logSoftmax(1).mul(labels).sum().mul(-1f / rows.length);
        if (scale == null) {
            return loss;
        }
        float[] numbers = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = (float) scale.standardised(target.numbers()[rows[i]]);
        }
        NDArray error = outputs.get(2).sub(manager.create(numbers)).abs();
        NDArray small = error.minimum(1f);
        NDArray huber = small.square().mul(0.5f).add(error.sub(small)).mean();
        return loss.add(huber.mul(regressionWeight));
    }
}

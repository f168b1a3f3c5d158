package io.cuantovale.training.learn;

import io.cuantovale.training.task.TaskSpec;
import java.util.Arrays;

/**
 * The scale on which a number is regressed: standardised over the training rows, of its logarithm where the task says
 * so. Predictions are held within the training range and a margin, so that no input makes them explode.
 *
 * @param log whether the natural logarithm is taken first
 * @param low least standardised prediction
 * @param high greatest standardised prediction
 */
public record TargetScale(boolean log, double mean, double deviation, double low, double high) {
    private static final double MARGIN = 0.5;

    static TargetScale fit(TaskSpec.Scale scale, double[] numbers, int[] rows) {
        boolean log = scale == TaskSpec.Scale.LOG;
        double[] values = Arrays.stream(rows)
                .mapToDouble(r -> log ? Math.log(numbers[r]) : numbers[r])
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        double sound = Math.max(deviation, 1e-6);
        return new TargetScale(
                log,
                mean,
                sound,
                (Arrays.stream(values).min().orElseThrow() - mean) / sound - MARGIN,
                (Arrays.stream(values).max().orElseThrow() - mean) / sound + MARGIN);
    }

    /** What the network is to predict for an observed number. */
    public double standardised(double number) {
        return ((log ? Math.log(number) : number) - mean) / deviation;
    }

    /** The number that a prediction of the network means. */
    public double number(double prediction) {
        double value = Math.clamp(prediction, low, high) * deviation + mean;
        return log ? Math.exp(value) : value;
    }
}

package io.cuantovale.training.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the training rows.
 *
 * @param epoch from 1
 * @param validationAccuracy 0 to 1, null for tasks without classes
 * @param validationError median absolute percentage error as a share, null for tasks without a number
 * @param learningRate at the end of the epoch
 * @param seconds how long it took
 */
public record Epoch(
        int epoch,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double validationAccuracy,
        @Nullable Double validationError,
        double learningRate,
        double seconds,
        Instant recordedAt) {}

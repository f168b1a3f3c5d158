package io.cuantovale.training.learn;

import org.jspecify.annotations.Nullable;

/**
 * What one pass over the training rows gave.
 *
 * @param epoch from 1
 * @param epochs planned
 * @param trainLoss mean over rows
 * @param validationLoss mean over rows
 * @param validationAccuracy 0 to 1
 * @param validationError median absolute percentage error as a share; null for targets without a number
 * @param learningRate at the end of the epoch
 * @param seconds that it took
 */
public record EpochMetrics(
        int epoch,
        int epochs,
        double trainLoss,
        double validationLoss,
        double validationAccuracy,
        @Nullable Double validationError,
        double learningRate,
        double seconds) {}

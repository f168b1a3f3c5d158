package io.cuantovale.training.monitor;

import org.jspecify.annotations.Nullable;

/**
 * What a window says about one quantity.
 *
 * @param quantity feature, target, or what the model said
 * @param tier feature, prediction or error
 * @param statistic the one that decides: psi, mdape or coverage
 * @param value of it
 * @param reference value of it in the reference; 0 for psi
 * @param threshold that it would pass in a share alpha of windows of this size without drift
 * @param pValue by simulation at the window's own size
 * @param drifted after the correction over the quantities of its tier
 * @param sample observations with a value
 * @param referenceSample rows behind the reference
 * @param jensenShannon null for errors
 * @param test {@code ks} or {@code chi_squared} where one is valid
 * @param testPValue of that test
 */
public record Finding(
        String quantity,
        String tier,
        String statistic,
        double value,
        double reference,
        double threshold,
        double pValue,
        boolean drifted,
        long sample,
        long referenceSample,
        @Nullable Double jensenShannon,
        @Nullable String test,
        @Nullable Double testPValue) {

    Finding decided(boolean decision) {
        return new Finding(
                quantity,
                tier,
                statistic,
                value,
                reference,
                threshold,
                pValue,
                decision,
                sample,
                referenceSample,
                jensenShannon,
                test,
                testPValue);
    }
}

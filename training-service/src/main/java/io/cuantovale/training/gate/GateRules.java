package io.cuantovale.training.gate;

/**
 * Conditions of promotion.
 *
 * @param confidence how sure it must be that the challenger is better, 0.5 to 1
 * @param resamples of the bootstrap
 * @param coverageMargin tolerated distance of the interval's coverage from its level
 * @param maxLatencyMillis longest 95 % quantile of one prediction
 */
public record GateRules(double confidence, int resamples, double coverageMargin, double maxLatencyMillis) {}

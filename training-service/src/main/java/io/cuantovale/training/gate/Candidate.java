package io.cuantovale.training.gate;

import io.cuantovale.training.evaluate.ScoredRow;
import java.util.List;

/**
 * What a challenger brings to the gate.
 *
 * @param test its predictions on the test rows of the newest dataset
 * @param baseline relative errors of the task's baseline on the same rows; empty without
 * @param latencyMillis 95 % quantile of one prediction
 */
public record Candidate(List<ScoredRow> test, List<Double> baseline, double latencyMillis) {}

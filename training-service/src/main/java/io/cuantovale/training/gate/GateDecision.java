package io.cuantovale.training.gate;

import org.jspecify.annotations.Nullable;

/**
 * What the gate decided about a challenger, with the numbers it decided by.
 *
 * @param promoted whether the challenger became champion
 * @param passed whether it met every condition; passed but not promoted means that a person has to approve
 * @param reason in words, with the deciding numbers
 * @param comparedWith version of the champion, or {@code baseline} where there was none
 * @param measure what was compared per row, for example {@code absolute log error}
 * @param comparison paired comparison on the same test rows
 * @param coverage share of test rows inside their interval; null for tasks without interval
 * @param latencyMillis 95 % quantile of one prediction by ONNX Runtime on this machine, in milliseconds
 */
public record GateDecision(
        boolean promoted,
        boolean passed,
        String reason,
        String comparedWith,
        String measure,
        @Nullable PairedBootstrap comparison,
        @Nullable Wilson coverage,
        @Nullable Double latencyMillis) {

    /** The same decision after the promotion was carried out. */
    public GateDecision carriedOut() {
        return new GateDecision(true, passed, reason, comparedWith, measure, comparison, coverage, latencyMillis);
    }
}

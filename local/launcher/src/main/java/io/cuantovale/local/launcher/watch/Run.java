package io.cuantovale.local.launcher.watch;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A training run, as training-service tells it.
 *
 * @param promoted the gate's decision: true, false, or null before it
 * @param decisionReason the gate's reason, empty before it
 * @param failure why the run failed, empty otherwise
 * @param metrics by name, numbers only; those of a part as {@code test.accuracy}
 * @param curve its epochs so far; only of the newest run
 */
public record Run(
        String id,
        String state,
        String stage,
        long epoch,
        long epochs,
        OptionalDouble trainLoss,
        OptionalDouble validationLoss,
        OptionalDouble validationAccuracy,
        String modelVersion,
        String datasetVersion,
        @Nullable Boolean promoted,
        String decisionReason,
        String failure,
        Map<String, Double> metrics,
        List<Epoch> curve) {
    /** One pass over the training rows. */
    public record Epoch(
            long number, OptionalDouble trainLoss, OptionalDouble validationLoss, OptionalDouble validationAccuracy) {}

    private static final List<String> STAGES =
            List.of("queued", "loading", "training", "exporting", "parity", "evaluating", "packaging", "gate", "done");

    Run withCurve(List<Epoch> epochs) {
        return new Run(
                id,
                state,
                stage,
                epoch,
                this.epochs,
                trainLoss,
                validationLoss,
                validationAccuracy,
                modelVersion,
                datasetVersion,
                promoted,
                decisionReason,
                failure,
                metrics,
                List.copyOf(epochs));
    }

    public boolean failed() {
        return state.equals("failed") || state.equals("cancelled");
    }

    public boolean ended() {
        return failed() || state.equals("completed");
    }

    /** Whether the run has left the given stage behind. */
    public boolean isPast(String wanted) {
        return state.equals("completed") || STAGES.indexOf(stage) > STAGES.indexOf(wanted);
    }
}

package io.cuantovale.gateway.predictions;

import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.ProblemException;

/** What became of one item. */
public sealed interface Outcome {
    /**
     * A prediction.
     *
     * @param model that answered
     */
    record Answered(Prediction prediction, TaskModel model) implements Outcome {}

    /** A refusal. */
    record Refused(ProblemException why) implements Outcome {
        /** What the caller is told. */
        public Problem problem() {
            return why.problem();
        }
    }

    /**
     * The prediction.
     *
     * @throws ProblemException where there is none
     */
    default Answered orThrow() {
        return switch (this) {
            case Answered answered -> answered;
            case Refused(ProblemException why) -> throw why;
        };
    }
}

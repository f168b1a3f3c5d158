package io.cuantovale.training.learn;

import java.util.Locale;

/** Stages of one training, in order. */
public enum TrainingStage {
    LOADING,
    TRAINING,
    EXPORTING,
    PARITY,
    EVALUATING,
    PACKAGING;

    /** Lower-case name, as people see it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

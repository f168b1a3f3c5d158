package io.cuantovale.training.learn;

/** Watches one training. Called from the training thread; must return quickly. */
public interface ProgressListener {
    /** A stage begins. */
    default void stage(TrainingStage stage) {}

    /** An epoch has ended. */
    default void epoch(EpochMetrics metrics) {}

    /** Something that a person may want to read. */
    default void message(String text) {}

    /** Asked between steps; true ends the training with {@link TrainingCancelledException}. */
    default boolean cancelled() {
        return false;
    }
}

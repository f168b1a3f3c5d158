package io.cuantovale.training.learn;

/** Somebody asked the training to stop. */
public final class TrainingCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrainingCancelledException() {
        super("training cancelled");
    }
}

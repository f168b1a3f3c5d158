package io.cuantovale.training.registry;

/** The task has had one champion at most. */
public final class NothingToRollBackException extends RuntimeException {
    public NothingToRollBackException(String task) {
        super(task + ": no earlier champion to go back to");
    }
}

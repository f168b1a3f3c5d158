package io.cuantovale.training.registry;

/** The model's present state does not allow the decision. */
public final class DecisionConflictException extends RuntimeException {
    public DecisionConflictException(String message) {
        super(message);
    }
}

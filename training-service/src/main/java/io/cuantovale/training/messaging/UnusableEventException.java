package io.cuantovale.training.messaging;

/** An event of the right shape that asks for something that does not exist; belongs to the dead letters. */
public final class UnusableEventException extends RuntimeException {
    private final String code;

    /**
     * @param code for the dead letter's header, for example {@code unknown-task}
     * @param message in words
     */
    public UnusableEventException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}

package io.cuantovale.training.task;

/** A task file that cannot be used; the message names file, key, value and what was expected. */
public final class TaskFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TaskFileException(String message) {
        super(message);
    }

    public TaskFileException(String message, Throwable cause) {
        super(message, cause);
    }
}

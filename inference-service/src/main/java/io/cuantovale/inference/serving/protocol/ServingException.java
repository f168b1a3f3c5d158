package io.cuantovale.inference.serving.protocol;

import org.jspecify.annotations.Nullable;

/** A request that is not answered: a code for machines, a message for people (name, value, expected). */
public final class ServingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;

    public ServingException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ServingException(ErrorCode code, String message, @Nullable Throwable cause) {
        // Refusals are part of normal work under load: no stack trace unless something broke.
        super(message, cause, false, code == ErrorCode.INTERNAL);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public static ServingException badInput(String message) {
        return new ServingException(ErrorCode.BAD_INPUT, message);
    }
}

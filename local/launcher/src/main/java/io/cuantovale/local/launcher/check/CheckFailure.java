package io.cuantovale.local.launcher.check;

/** Something about this machine, or about what was asked for, that stands in the way; the message says what to do. */
public final class CheckFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckFailure(String message) {
        super(message);
    }
}

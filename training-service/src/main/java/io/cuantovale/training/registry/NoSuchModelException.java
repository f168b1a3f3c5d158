package io.cuantovale.training.registry;

/** The registry has no such version. */
public final class NoSuchModelException extends RuntimeException {
    public NoSuchModelException(String task, String version) {
        super("model: " + version + " of " + task + " (expected: a published version)");
    }
}

package io.cuantovale.inference.serving.batch;

/** The network refused its inputs or broke. */
public final class GraphException extends Exception {
    private static final long serialVersionUID = 1L;

    public GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}

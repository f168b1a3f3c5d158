package io.cuantovale.inference.serving.binding;

/** A manifest asks for something that this server does not do; the package is refused. */
public final class UnsupportedContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedContractException(String message) {
        super(message);
    }
}

package io.cuantovale.store;

import org.jspecify.annotations.Nullable;

/** The store could not do what it was asked: unreachable, full, not permitted. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

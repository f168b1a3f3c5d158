package io.cuantovale.store;

import org.jspecify.annotations.Nullable;

/** Nothing lies under the key. */
public final class NoSuchObjectException extends StoreException {
    private static final long serialVersionUID = 1L;
    private final String key;

    public NoSuchObjectException(String key, String where, @Nullable Throwable cause) {
        super("object: " + key + " (expected: to exist in " + where + ")", cause);
        this.key = key;
    }

    public String key() {
        return key;
    }
}

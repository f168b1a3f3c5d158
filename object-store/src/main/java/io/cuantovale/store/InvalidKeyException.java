package io.cuantovale.store;

/** A key that no store takes; nothing was read or written. */
public final class InvalidKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidKeyException(String key, String expected) {
        super("key: " + printable(key) + " (expected: " + expected + ")");
    }

    private static String printable(String key) {
        String cut = key.length() > 200 ? key.substring(0, 200) + "..." : key;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}

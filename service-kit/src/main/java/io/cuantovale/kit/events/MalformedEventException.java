package io.cuantovale.kit.events;

/** Bytes that are no event of their topic; belongs to the dead letters. */
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No value at all. */
    public static final String EMPTY = "empty";
    /** Not JSON. */
    public static final String NOT_JSON = "not-json";
    /** JSON that the topic's schema does not allow. */
    public static final String SCHEMA_VIOLATION = "schema-violation";

    private final String code;
    private final String detail;

    public MalformedEventException(String code, String detail) {
        super(code + ": " + detail);
        this.code = code;
        this.detail = detail;
    }

    /** {@code empty}, {@code not-json} or {@code schema-violation}. */
    public String code() {
        return code;
    }

    /** What is wrong, in words. */
    public String detail() {
        return detail;
    }
}

package io.cuantovale.inference.serving.protocol;

/** Why a request was not answered; closed, so that it can label a metric. */
public enum ErrorCode {
    /** Neither a task nor a task's tensor model has this name. */
    UNKNOWN_MODEL("unknown-model", 404),
    /** The model is there, but this version of it is not loaded. */
    UNKNOWN_VERSION("unknown-version", 404),
    /** No version has been promoted yet, or none could be loaded. */
    NO_MODEL("no-model", 503),
    /** Inputs that do not fit the model's specification. */
    BAD_INPUT("bad-input", 400),
    /** A photo that cannot be decoded; the message names its index. */
    UNREADABLE_PHOTO("unreadable-photo", 400),
    /** More bytes or rows than one request may have. */
    TOO_LARGE("too-large", 413),
    /** The queue is full: come back later. */
    OVERLOADED("overloaded", 503),
    /** The deadline cannot be met, or has passed. */
    DEADLINE("deadline", 504),
    /** The caller went away. */
    CANCELLED("cancelled", 499),
    /** The server is stopping. */
    STOPPING("stopping", 503),
    /** A defect or a failing device. */
    INTERNAL("internal", 500);

    private final String code;
    private final int httpStatus;

    ErrorCode(String code, int httpStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** As it stands in answers and metrics. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same request may succeed a little later, here or at another replica. */
    public boolean isRetryable() {
        return this == NO_MODEL || this == OVERLOADED || this == STOPPING;
    }
}

package io.cuantovale.inference.serving.batch;

import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.ServingException;

/** Bounds what one task holds at a time, in rows and in bytes; refuses rather than waits. */
public final class Admission {
    private final int maxRows;
    private final long maxBytes;
    private int rows;
    private long bytes;

    /**
     * @param maxRows rows admitted and not yet answered
     * @param maxBytes memory of those rows: encoded photos, their pixels, tensors
     */
    public Admission(int maxRows, long maxBytes) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /**
     * Takes a request in.
     *
     * @throws ServingException TOO_LARGE where it could never fit, OVERLOADED where it does not fit now
     */
    public synchronized void enter(int requestRows, long requestBytes) {
        if (requestBytes > maxBytes) {
            throw new ServingException(
                    ErrorCode.TOO_LARGE,
                    "request: " + requestBytes + " bytes with its pixels (expected: at most " + maxBytes + ")");
        }
        if (rows + requestRows > maxRows && rows > 0 || bytes + requestBytes > maxBytes) {
            throw new ServingException(
                    ErrorCode.OVERLOADED,
                    "queue: " + rows + " rows, " + bytes + " bytes (expected: room for " + requestRows + " rows, "
                            + requestBytes + " bytes within " + maxRows + " rows, " + maxBytes + " bytes)");
        }
        rows += requestRows;
        bytes += requestBytes;
    }

    /** Gives back what {@link #enter} took. */
    public synchronized void leave(int requestRows, long requestBytes) {
        rows -= requestRows;
        bytes -= requestBytes;
    }

    /** Rows admitted and not yet answered. */
    public synchronized int rows() {
        return rows;
    }

    /** Bytes held by them. */
    public synchronized long bytes() {
        return bytes;
    }
}

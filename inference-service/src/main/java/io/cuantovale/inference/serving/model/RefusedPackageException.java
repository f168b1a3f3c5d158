package io.cuantovale.inference.serving.model;

import org.jspecify.annotations.Nullable;

/** A package that must not be served; trying again does not help. */
public final class RefusedPackageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; closed, so that it can label a metric. */
    public enum Reason {
        MANIFEST_HASH("manifest-hash"),
        MANIFEST_UNREADABLE("manifest-unreadable"),
        FORMAT_VERSION("format-version"),
        MANIFEST_MISMATCH("manifest-mismatch"),
        PHOTO_DECODER("photo-decoder"),
        FILE_HASH("file-hash"),
        CONTRACT("contract"),
        GRAPH("graph");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** As it stands in logs and metrics. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    public RefusedPackageException(Reason reason, String message) {
        this(reason, message, null);
    }

    public RefusedPackageException(Reason reason, String message, @Nullable Throwable cause) {
        super(reason.code() + ": " + message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

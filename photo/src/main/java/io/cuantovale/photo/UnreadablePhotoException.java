package io.cuantovale.photo;

/** Bytes that are no photo we read; says why, by a code and in words. */
public final class UnreadablePhotoException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a photo was refused. */
    public enum Reason {
        /** Neither JPEG nor PNG nor another known image format. */
        NOT_AN_IMAGE("not-an-image"),
        /** An image, but in a format or variant that we do not read. */
        UNSUPPORTED_FORMAT("unsupported-format"),
        /** A JPEG or PNG that ends early or is damaged. */
        TRUNCATED("truncated"),
        /** More bytes or pixels than we take. */
        TOO_LARGE("too-large");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The code as it stands in events and problems. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    public UnreadablePhotoException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The reason's code, for example {@code not-an-image}. */
    public String code() {
        return reason.code();
    }
}

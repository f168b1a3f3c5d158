package io.cuantovale.contracts.dataset;

/**
 * Columns that every snapshot has, whatever its task. The task's facts and target stand beside them under the names
 * of the task file.
 */
public final class DatasetColumns {
    /** {@code source:foreignId}. */
    public static final String LISTING = "listing";

    public static final String GROUP_KEY = "group_key";
    /** train, validation, calibration or test. */
    public static final String PART = "part";
    /** UTC timestamp. */
    public static final String SCRAPED_AT = "scraped_at";
    /** Correlation id of the listing. */
    public static final String CORRELATION_ID = "correlation_id";
    /** Object key of the photo, null without. */
    public static final String PHOTO_KEY = "photo_key";
    /** SHA-256 of the photo, null without. */
    public static final String PHOTO_SHA256 = "photo_sha256";

    private DatasetColumns() {}
}

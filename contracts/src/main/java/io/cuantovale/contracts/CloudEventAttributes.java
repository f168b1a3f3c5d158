package io.cuantovale.contracts;

/**
 * CloudEvents 1.0 attributes as Kafka headers in binary mode, with the two extensions this platform adds.
 *
 * <p>{@code correlationid} follows one listing or request through all services. {@code causationid} is the id of
 * the scraped event that an outcome answers, so that outcomes can be counted once per cause.
 */
public final class CloudEventAttributes {
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String CONTENT_TYPE = "content-type";
    /** HTTP header that carries the correlation id in and out of every service. */
    public static final String HTTP_CORRELATION_ID = "X-Correlation-Id";

    private CloudEventAttributes() {}
}

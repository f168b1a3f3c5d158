package io.cuantovale.contracts;

import io.cuantovale.contracts.event.AuditRecorded;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.DriftDetected;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.ListingRejected;
import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.contracts.event.PredictionRequested;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.contracts.event.ScrapeRequested;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.contracts.event.TrialRecorded;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every topic of the platform: name, value type, key and retention.
 *
 * <p>Names carry the prefix {@code cuantovale.} and the version suffix {@code .v1}; the dead-letter topic of
 * {@code t} is {@code t + ".dlq"}. The CloudEvents {@code type} of a record equals its topic's name.
 */
public enum Topic {
    SCRAPE_REQUESTED(Names.SCRAPE_REQUESTED, ScrapeRequested.class, "portal", Policy.DELETE, 7),
    LISTINGS_SCRAPED(Names.LISTINGS_SCRAPED, ListingScraped.class, "source:foreignId", Policy.DELETE, 30),
    LISTINGS_CLEANED(Names.LISTINGS_CLEANED, ListingCleaned.class, "source:foreignId", Policy.COMPACT, null),
    LISTINGS_REJECTED(Names.LISTINGS_REJECTED, ListingRejected.class, "source:foreignId", Policy.DELETE, 30),
    DATASETS_PUBLISHED(Names.DATASETS_PUBLISHED, DatasetPublished.class, "task", Policy.COMPACT_DELETE, 400),
    TRAINING_REQUESTED(Names.TRAINING_REQUESTED, TrainingRequested.class, "task", Policy.DELETE, 30),
    TRAINING_TRIALS(Names.TRAINING_TRIALS, TrialRecorded.class, "study:trial", Policy.DELETE, 7),
    MODELS_PUBLISHED(Names.MODELS_PUBLISHED, ModelPublished.class, "task:version", Policy.COMPACT, null),
    MODELS_PROMOTED(Names.MODELS_PROMOTED, ModelPromoted.class, "task:alias", Policy.COMPACT, null),
    PREDICTIONS_SERVED(Names.PREDICTIONS_SERVED, PredictionServed.class, "task:predictionId", Policy.DELETE, 30),
    FEEDBACK_OBSERVED(
            Names.FEEDBACK_OBSERVED, FeedbackObserved.class, "task:predictionId or task:listing", Policy.DELETE, 90),
    DRIFT_DETECTED(Names.DRIFT_DETECTED, DriftDetected.class, "task", Policy.DELETE, 90),
    PREDICTIONS_REQUESTED(Names.PREDICTIONS_REQUESTED, PredictionRequested.class, "caller", Policy.DELETE, 7),
    AUDIT_RECORDED(Names.AUDIT_RECORDED, AuditRecorded.class, "actor", Policy.DELETE, 400);

    /** What Kafka does with old records of a topic. */
    public enum Policy {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_DELETE("compact,delete");

        private final String cleanupPolicy;

        Policy(String cleanupPolicy) {
            this.cleanupPolicy = cleanupPolicy;
        }

        /** The value of Kafka's {@code cleanup.policy}. */
        public String cleanupPolicy() {
            return cleanupPolicy;
        }
    }

    /** Topic names as compile-time constants, for annotations and configuration. */
    public static final class Names {
        public static final String SCRAPE_REQUESTED = "cuantovale.scrape.requested.v1";
        public static final String LISTINGS_SCRAPED = "cuantovale.listings.scraped.v1";
        public static final String LISTINGS_CLEANED = "cuantovale.listings.cleaned.v1";
        public static final String LISTINGS_REJECTED = "cuantovale.listings.rejected.v1";
        public static final String DATASETS_PUBLISHED = "cuantovale.datasets.published.v1";
        public static final String TRAINING_REQUESTED = "cuantovale.training.requested.v1";
        public static final String TRAINING_TRIALS = "cuantovale.training.trials.v1";
        public static final String MODELS_PUBLISHED = "cuantovale.models.published.v1";
        public static final String MODELS_PROMOTED = "cuantovale.models.promoted.v1";
        public static final String PREDICTIONS_SERVED = "cuantovale.predictions.served.v1";
        public static final String FEEDBACK_OBSERVED = "cuantovale.feedback.observed.v1";
        public static final String DRIFT_DETECTED = "cuantovale.drift.detected.v1";
        public static final String PREDICTIONS_REQUESTED = "cuantovale.predictions.requested.v1";
        public static final String AUDIT_RECORDED = "cuantovale.audit.recorded.v1";

        private Names() {}
    }

    private final String topicName;
    private final Class<?> valueType;
    private final String key;
    private final Policy policy;
    private final @Nullable Integer retentionDays;

    Topic(String topicName, Class<?> valueType, String key, Policy policy, @Nullable Integer retentionDays) {
        this.topicName = topicName;
        this.valueType = valueType;
        this.key = key;
        this.policy = policy;
        this.retentionDays = retentionDays;
    }

    public String topicName() {
        return topicName;
    }

    /** Where records go that could not be processed; their bytes and headers are kept as they came. */
    public String deadLetterName() {
        return topicName + ".dlq";
    }

    /** The record type of the topic's values. */
    public Class<?> valueType() {
        return valueType;
    }

    /** What the record key is made of, in words. */
    public String key() {
        return key;
    }

    public Policy policy() {
        return policy;
    }

    /** How long records are kept; null for topics that are only compacted. */
    public @Nullable Duration retention() {
        return retentionDays == null ? null : Duration.ofDays(retentionDays);
    }

    /** The class path resource of the JSON Schema that values validate against. */
    public String schemaResource() {
        return "schemas/" + topicName + ".json";
    }

    /** The topic whose values are of the given type. */
    public static Topic of(Class<?> valueType) {
        return Arrays.stream(values())
                .filter(t -> t.valueType == valueType)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("valueType: " + valueType + " (expected: an event record)"));
    }
}

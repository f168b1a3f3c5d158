package io.cuantovale.gateway.predictions.job;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An offline batch.
 *
 * @param predicted items with a prediction so far
 * @param failed items with an error so far
 * @param failure why the whole job failed; null otherwise
 */
public record Job(
        String id,
        String task,
        State state,
        long predicted,
        long failed,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Where a job stands. */
    public enum State {
        QUEUED,
        RUNNING,
        COMPLETED,
        FAILED;

        /** As it stands in the database and in answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}

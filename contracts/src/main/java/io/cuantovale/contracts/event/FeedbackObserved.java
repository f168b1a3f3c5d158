package io.cuantovale.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value seen later for something predicted earlier. Never a training label unchecked.
 *
 * @param predictionId or null where {@code listing} names it
 * @param listing {@code source:foreignId} or null
 * @param observed in the target's unit
 */
public record FeedbackObserved(
        String task,
        @Nullable String predictionId,
        @Nullable String listing,
        double observed,
        String reportedBy,
        Instant observedAt) {}

package io.cuantovale.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listing that the domain's rules refused, with every reason; the scraped original stays replayable.
 *
 * @param original the scraped event as it came
 */
public record ListingRejected(
        String source,
        String foreignId,
        String scrapedEventId,
        Instant scrapedAt,
        String cleaningVersion,
        List<Reason> reasons,
        ListingScraped original) {
    public ListingRejected {
        reasons = List.copyOf(reasons);
    }

    /**
     * @param code stable, kebab-case, for example {@code area-out-of-range}
     * @param field the fact it is about
     * @param value as found, null where the fact is missing
     * @param expected in words
     */
    public record Reason(
            String code, String field, @Nullable String value, String expected) {}

    /** The Kafka key. */
    public String key() {
        return source + ":" + foreignId;
    }
}

package io.cuantovale.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listing whose facts passed the domain's rules.
 *
 * @param source portal profile or import source
 * @param foreignId the source's own id
 * @param scrapedEventId CloudEvents id of the scraped event this answers (also the record's causation id)
 * @param scrapedAt when it was read
 * @param cleaningVersion version of the rules
 * @param areaM2 square metres, 25 to 500
 * @param rooms bedrooms, 0 (studio) to 4 (four or more)
 * @param bathrooms 1 to 4 (four or more)
 * @param buildingType {@code apartment} or {@code house}
 * @param department catalogue slug, for example {@code montevideo}
 * @param location catalogue id, for example {@code montevideo/pocitos}
 * @param priceUsd asking price, whole US dollars
 * @param photo cover photo, null where there is none that can be read
 * @param groupKey equal for repeated listings of one property; never split across parts
 * @param warnings codes of what was mended or left out
 */
public record ListingCleaned(
        String source,
        String foreignId,
        String scrapedEventId,
        Instant scrapedAt,
        String cleaningVersion,
        double areaM2,
        int rooms,
        int bathrooms,
        String buildingType,
        String department,
        String location,
        long priceUsd,
        @Nullable PhotoRef photo,
        String groupKey,
        List<String> warnings) {
    public ListingCleaned {
        warnings = List.copyOf(warnings);
    }

    /** The Kafka key. */
    public String key() {
        return source + ":" + foreignId;
    }
}

package io.cuantovale.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One listing as found on a page or in a file: raw text per fact, nothing interpreted.
 *
 * @param source portal profile or import source
 * @param foreignId the source's own id
 * @param url the page, null for files
 * @param scrapedAt when it was read (for files: the file's own date where it has one)
 * @param crawlId the crawl or import it came with
 * @param parserVersion which parser and profile version read it
 * @param facts raw text by {@link RawFact} name; facts not found are absent
 * @param photos cover photo first; empty where there is none
 * @param snapshotKey object key of the redacted page, null for files
 */
public record ListingScraped(
        String source,
        String foreignId,
        @Nullable String url,
        Instant scrapedAt,
        String crawlId,
        String parserVersion,
        Map<String, String> facts,
        List<PhotoRef> photos,
        @Nullable String snapshotKey) {
    public ListingScraped {
        facts = Map.copyOf(facts);
        photos = List.copyOf(photos);
    }

    /** The Kafka key. */
    public String key() {
        return source + ":" + foreignId;
    }
}

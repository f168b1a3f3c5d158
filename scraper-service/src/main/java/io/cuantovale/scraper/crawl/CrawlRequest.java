package io.cuantovale.scraper.crawl;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.scraper.crawl.Crawl.Kind;
import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.Crawl.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** New requests, with ids of their own, in the correlation of whoever asks. */
public final class CrawlRequest {
    private CrawlRequest() {}

    /** A crawl of a portal; {@code startUrl} and {@code maxListings} null for the profile's. */
    public static Crawl crawl(
            String portal,
            @Nullable String startUrl,
            @Nullable Integer maxListings,
            String requestedBy,
            String reason,
            Instant now) {
        return request(Kind.CRAWL, portal, startUrl, null, maxListings, requestedBy, reason, now);
    }

    /** An import of a file; {@code photos} null for the folder beside it, {@code maxListings} null for all. */
    public static Crawl fileImport(
            String source,
            String file,
            @Nullable String photos,
            @Nullable Integer maxListings,
            String requestedBy,
            String reason,
            Instant now) {
        return request(Kind.IMPORT, source, file, photos, maxListings, requestedBy, reason, now);
    }

    private static Crawl request(
            Kind kind,
            String portal,
            @Nullable String location,
            @Nullable String photos,
            @Nullable Integer maxListings,
            String requestedBy,
            String reason,
            Instant now) {
        return new Crawl(
                UuidCreator.getTimeOrderedEpoch().toString(),
                kind,
                portal,
                State.REQUESTED,
                location,
                photos,
                maxListings,
                requestedBy,
                reason,
                EventContext.startIn(Correlation.currentOrNew()),
                false,
                null,
                Progress.NONE,
                0,
                now,
                null,
                null);
    }
}

package io.cuantovale.scraper.rest;

import io.cuantovale.scraper.crawl.Crawl;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A crawl or import as its observers see it. */
@Schema(name = "Crawl")
public record CrawlView(
        String id,
        @Schema(description = "crawl or import") String kind,

        @Schema(description = "portal profile, or the source that imported listings belong to")
        String portal,

        @Schema(description = "requested, running, completed, failed or stopped")
        String state,

        @Schema(description = "why it failed or stopped") @Nullable
        String reason,

        long pagesFetched,
        long listingsFound,
        long listingsEmitted,

        @Schema(description = "absent until known") @Nullable
        Long listingsExpected,

        long photosStored,
        long pagesFailed,
        long linesSkipped,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static CrawlView of(Crawl crawl) {
        Crawl.Progress p = crawl.progress();
        return new CrawlView(
                crawl.id(),
                crawl.kind().id(),
                crawl.portal(),
                crawl.state().id(),
                crawl.reason(),
                p.pagesFetched(),
                p.listingsFound(),
                p.listingsEmitted(),
                p.listingsExpected(),
                p.photosStored(),
                p.pagesFailed(),
                p.linesSkipped(),
                crawl.requestedBy(),
                crawl.requestedAt(),
                crawl.startedAt(),
                crawl.finishedAt());
    }
}

package io.cuantovale.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a portal crawled or files imported.
 *
 * @param crawlId id of the crawl that will answer; the same id again is the same crawl (idempotency key)
 * @param kind {@code crawl} or {@code import}
 * @param portal name of the portal profile, or of the source that imported listings belong to
 * @param location for imports: path of the CSV file; for crawls: a start URL in place of the profile's, else null
 * @param photos for imports: path of the folder with the photos; null for the folder {@code photos} beside the file
 * @param maxListings upper bound on listings, null for the profile's
 * @param requestedBy who asked: {@code person}, {@code schedule}, a service or key name
 * @param reason why, in words
 */
public record ScrapeRequested(
        String crawlId,
        String kind,
        String portal,
        @Nullable String location,
        @Nullable String photos,
        @Nullable Integer maxListings,
        String requestedBy,
        String reason) {}

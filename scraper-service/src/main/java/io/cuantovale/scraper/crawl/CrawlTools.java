package io.cuantovale.scraper.crawl;

import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.scraper.config.ScraperConfig;
import io.cuantovale.scraper.crawl.fetch.PageRenderer;
import io.cuantovale.scraper.crawl.fetch.Pause;
import io.cuantovale.scraper.crawl.fetch.PoliteClient;
import io.cuantovale.scraper.crawl.fetch.Renderers;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** What every run of a crawl or import works with. */
@Singleton
public class CrawlTools {
    private static final Logger LOG = Logger.getLogger(CrawlTools.class);
    private static final long PUBLISH_TIMEOUT_S = 150;

    private final ScraperConfig config;
    private final CrawlRepository crawls;
    private final Frontier frontier;
    private final Shelf shelf;
    private final Renderers renderers;
    private final ImportFolders folders;
    private final ScrapedListings listings;
    private final CrawlMetrics metrics;
    private final InstantSource clock;

    @Inject
    public CrawlTools(
            ScraperConfig config,
            CrawlRepository crawls,
            Frontier frontier,
            Shelf shelf,
            Renderers renderers,
            ImportFolders folders,
            ScrapedListings listings,
            CrawlMetrics metrics,
            InstantSource clock) {
        this.config = config;
        this.crawls = crawls;
        this.frontier = frontier;
        this.shelf = shelf;
        this.renderers = renderers;
        this.folders = folders;
        this.listings = listings;
        this.metrics = metrics;
        this.clock = clock;
    }

    PoliteClient client(PortalProfile profile, Pause pause) {
        var patience = new PoliteClient.Patience(
                config.crawl().retryBackoff(), config.crawl().maxRetryAfter());
        return new PoliteClient(profile, patience, clock, pause);
    }

    DetailPages details(PortalProfile profile, PoliteClient client, Optional<PageRenderer> renderer) {
        return new DetailPages(profile, client, renderer, shelf, metrics, clock);
    }

    /** Sends a listing without waiting for the broker. */
    CompletableFuture<Void> send(ListingScraped listing, EventContext context) {
        // One line per listing: where a correlation id begins.
        Correlation.with(
                context.correlationId(),
                () -> LOG.infof(
                        "Scraped %s: %d facts, %d photos",
                        listing.key(), listing.facts().size(), listing.photos().size()));
        return listings.publish(listing, context).toCompletableFuture();
    }

    /** Sends a listing and waits until the broker has it. */
    void publish(ListingScraped listing, EventContext context) throws InterruptedException {
        await(send(listing, context));
    }

    /** @throws IllegalStateException if the broker does not take it; the crawl goes on later */
    static void await(CompletableFuture<?> sent) throws InterruptedException {
        try {
            sent.get(PUBLISH_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not take listings: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker has not answered for " + PUBLISH_TIMEOUT_S + " s", e);
        }
    }

    CrawlRepository crawls() {
        return crawls;
    }

    Frontier frontier() {
        return frontier;
    }

    Shelf shelf() {
        return shelf;
    }

    Renderers renderers() {
        return renderers;
    }

    CrawlMetrics metrics() {
        return metrics;
    }

    ImportFolders folders() {
        return folders;
    }

    ScraperConfig.Imports imports() {
        return config.imports();
    }

    int maxFailuresInARow() {
        return config.crawl().maxFailures();
    }
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.kit.events.EventContext;
import java.util.concurrent.CompletionStage;

/** Where scraped listings go. */
public interface ScrapedListings {
    /** Sends a listing; completes when the broker has it. Waits while too many are under way. */
    CompletionStage<Void> publish(ListingScraped listing, EventContext context);
}

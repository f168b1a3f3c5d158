package io.cuantovale.scraper.messaging;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.scraper.crawl.ScrapedListings;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Scraped listings to their topic, keyed {@code source:foreignId}. */
@Singleton
public class KafkaScrapedListings implements ScrapedListings {
    private final MutinyEmitter<byte[]> emitter;
    private final Events events;

    @Inject
    public KafkaScrapedListings(
            // Bounded by those who send: a crawl waits for each listing, an import for each batch.
            @Channel("listings-scraped") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> emitter,
            Events events) {
        this.emitter = emitter;
        this.events = events;
    }

    @Override
    public CompletionStage<Void> publish(ListingScraped listing, EventContext context) {
        return emitter.sendMessage(events.message(Topic.LISTINGS_SCRAPED, listing.key(), listing, context))
                .subscribeAsCompletionStage();
    }
}

package io.cuantovale.scraper.messaging;

import io.cuantovale.contracts.event.ScrapeRequested;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.events.MalformedEventException;
import io.cuantovale.scraper.crawl.Crawl;
import io.cuantovale.scraper.crawl.Crawl.Kind;
import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.Crawl.State;
import io.cuantovale.scraper.crawl.CrawlEngine;
import io.cuantovale.scraper.crawl.CrawlRepository;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Starts what was asked for. Malformed requests go to the dead letters; the same request again changes nothing. */
@ApplicationScoped
public class ScrapeRequestedConsumer {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final EventCodec codec;
    private final CrawlRepository crawls;
    private final CrawlEngine engine;
    private final InstantSource clock;

    public ScrapeRequestedConsumer(EventCodec codec, CrawlRepository crawls, CrawlEngine engine, InstantSource clock) {
        this.codec = codec;
        this.crawls = crawls;
        this.engine = engine;
        this.clock = clock;
    }

    @Incoming("scrape-requested")
    public Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    accept(record);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                // A database that is away is no reason to give a request up.
                .onFailure(e -> !(e instanceof MalformedEventException))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        ScrapeRequested event = codec.decode(record.value(), ScrapeRequested.class);
        EventContext context = Events.contextOf(record.headers());
        Kind kind = Kind.of(event.kind());
        if (kind == Kind.IMPORT && event.location() == null) {
            throw new MalformedEventException(
                    MalformedEventException.SCHEMA_VIOLATION, "location: missing (expected: the path of a CSV file)");
        }
        crawls.request(new Crawl(
                event.crawlId(),
                kind,
                event.portal(),
                State.REQUESTED,
                event.location(),
                event.photos(),
                event.maxListings(),
                event.requestedBy(),
                event.reason(),
                context,
                true,
                null,
                Progress.NONE,
                0,
                clock.instant(),
                null,
                null));
        engine.poll();
    }
}

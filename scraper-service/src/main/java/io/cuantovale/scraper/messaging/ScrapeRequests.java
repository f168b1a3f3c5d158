package io.cuantovale.scraper.messaging;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.AuditRecorded;
import io.cuantovale.contracts.event.ScrapeRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.scraper.crawl.Crawl;
import io.cuantovale.scraper.crawl.CrawlRepository;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Asks for crawls and imports: every request, whoever makes it, goes through the topic. It is in the database first,
 * so that one that the broker did not get is sent again.
 */
@ApplicationScoped
public class ScrapeRequests {
    private static final Logger LOG = Logger.getLogger(ScrapeRequests.class);
    private static final Duration UNHEARD = Duration.ofSeconds(10);

    private final CrawlRepository crawls;
    private final MutinyEmitter<byte[]> requests;
    private final MutinyEmitter<byte[]> audit;
    private final Events events;
    private final InstantSource clock;

    @Inject
    public ScrapeRequests(
            CrawlRepository crawls,
            @Channel("scrape-requests") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> requests,
            @Channel("audit") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> audit,
            Events events,
            InstantSource clock) {
        this.crawls = crawls;
        this.requests = requests;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Asks for a crawl or import; returns when the request is kept. */
    public void ask(Crawl crawl) {
        crawls.request(crawl);
        send(crawl);
        AuditRecorded record = new AuditRecorded(
                crawl.requestedBy(),
                crawl.kind().id(),
                crawl.portal() + " " + crawl.id(),
                crawl.requestReason(),
                clock.instant());
        audit.sendMessage(events.message(
                        Topic.AUDIT_RECORDED, record.actor(), record, EventContext.causedBy(crawl.request())))
                .subscribe()
                .with(_ -> {}, e -> LOG.errorf(e, "The request of %s could not be put on record", crawl.id()));
    }

    /** Sends again what did not come back from the topic. */
    public void sendAgain() {
        crawls.unheard(clock.instant().minus(UNHEARD)).forEach(this::send);
    }

    private void send(Crawl crawl) {
        ScrapeRequested event = new ScrapeRequested(
                crawl.id(),
                crawl.kind().id(),
                crawl.portal(),
                crawl.location(),
                crawl.photos(),
                crawl.maxListings(),
                crawl.requestedBy(),
                crawl.requestReason());
        requests.sendMessage(events.message(Topic.SCRAPE_REQUESTED, crawl.portal(), event, crawl.request()))
                .subscribe()
                .with(_ -> {}, e -> LOG.warnf(e, "The request of %s was not sent; it is sent again", crawl.id()));
    }
}

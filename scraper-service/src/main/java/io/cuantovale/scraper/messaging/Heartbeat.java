package io.cuantovale.scraper.messaging;

import io.cuantovale.scraper.crawl.CrawlEngine;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks for work that nobody announced: crawls of an earlier process, requests that the broker did not get. */
@ApplicationScoped
public class Heartbeat {
    private final CrawlEngine engine;
    private final ScrapeRequests requests;
    private volatile boolean started;

    public Heartbeat(CrawlEngine engine, ScrapeRequests requests) {
        this.engine = engine;
        this.requests = requests;
    }

    /** After the channels, which work needs. */
    void start(@Observes @Priority(10_000) StartupEvent event) {
        started = true;
    }

    @Scheduled(every = "${cuantovale.scraper.crawl.poll:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        if (started) {
            engine.poll();
            requests.sendAgain();
        }
    }
}

package io.cuantovale.scraper.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.scraper.config.ScraperConfig;
import io.cuantovale.scraper.crawl.Crawl;
import io.cuantovale.scraper.crawl.CrawlRequest;
import io.cuantovale.scraper.crawl.profile.Profiles;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks for the crawls that are to happen by themselves. */
@ApplicationScoped
public class Schedules {
    private static final Logger LOG = Logger.getLogger(Schedules.class);
    private static final String EVERY = "every ";
    private static final UUID NAMES = UUID.fromString("0b9d8a52-7c0f-4d55-8a39-5a1f3c0c7e33");

    private final ScraperConfig config;
    private final Profiles profiles;
    private final Scheduler scheduler;
    private final ScrapeRequests requests;
    private final InstantSource clock;

    public Schedules(
            ScraperConfig config,
            Profiles profiles,
            Scheduler scheduler,
            ScrapeRequests requests,
            InstantSource clock) {
        this.config = config;
        this.profiles = profiles;
        this.scheduler = scheduler;
        this.requests = requests;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException naming the key of a schedule that cannot be kept */
    void start(@Observes StartupEvent event) {
        config.schedule().forEach(this::schedule);
    }

    private void schedule(String portal, String when) {
        String key = "cuantovale.scraper.schedule." + portal + ": " + when;
        if (profiles.find(portal).isEmpty()) {
            throw new IllegalArgumentException(key + " (expected: a portal, one of " + profiles.names() + ")");
        }
        var job = scheduler.newJob("crawl-" + portal).setTask(run -> ask(portal, run));
        try {
            if (when.toLowerCase(Locale.ROOT).startsWith(EVERY)) {
                String interval = when.substring(EVERY.length()).strip();
                Duration.parse("PT" + interval.toUpperCase(Locale.ROOT));
                job.setInterval(interval).setDelayed(interval);
            } else {
                job.setCron(when);
            }
            job.schedule();
        } catch (IllegalArgumentException | IllegalStateException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    key + " (expected: 'every 6h' or a cron expression such as '0 0 3 * * ?'): " + e.getMessage(), e);
        }
        LOG.infof("%s is crawled: %s", portal, when);
    }

    private void ask(String portal, ScheduledExecution run) {
        // The same moment gives the same id, so that replicas ask for one crawl, not for one each.
        long second = run.getScheduledFireTime().getEpochSecond();
        String id = UuidCreator.getNameBasedSha1(NAMES, portal + "@" + second).toString();
        Crawl crawl = CrawlRequest.crawl(portal, null, null, "schedule", "its time has come", clock.instant());
        requests.ask(crawl.withId(id, EventContext.startIn(id)));
    }
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.scraper.crawl.Crawl.Kind;
import io.cuantovale.scraper.crawl.Crawl.State;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.profile.Profiles;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what was accepted and is not finished: new crawls, and those that an earlier process left. One at a time per
 * portal, also among replicas.
 */
@ApplicationScoped
public class CrawlEngine {
    private static final Logger LOG = Logger.getLogger(CrawlEngine.class);
    private static final int MOST_AT_ONCE = 8;
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(8);

    private final Profiles profiles;
    private final CrawlTools tools;
    private final SkippedLines skipped;
    private final Leases leases;
    private final InstantSource clock;
    private final ReentrantLock polling = new ReentrantLock();
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    private record Run(Thread thread, StopSignal signal) {}

    public CrawlEngine(Profiles profiles, CrawlTools tools, SkippedLines skipped, Leases leases, InstantSource clock) {
        this.profiles = profiles;
        this.tools = tools;
        this.skipped = skipped;
        this.leases = leases;
        this.clock = clock;
    }

    /** Starts what waits; cheap when nothing does. */
    public void poll() {
        if (stopped || !polling.tryLock()) {
            return;
        }
        try {
            for (Crawl crawl : tools.crawls().unfinished()) {
                if (running.size() < MOST_AT_ONCE && !running.containsKey(crawl.lane()) && leases.claim(crawl.lane())) {
                    start(crawl);
                }
            }
        } finally {
            polling.unlock();
        }
    }

    private void start(Crawl crawl) {
        StopSignal signal = new StopSignal();
        Thread worker = Thread.ofVirtual().name("crawl-" + crawl.id()).unstarted(() -> work(crawl, signal));
        running.put(crawl.lane(), new Run(worker, signal));
        worker.start();
    }

    private void work(Crawl crawl, StopSignal signal) {
        Correlation.set(crawl.request().correlationId());
        StopSignal done = new StopSignal();
        Thread.ofVirtual().name("lease-" + crawl.id()).start(() -> renew(crawl, signal, done));
        boolean free = true;
        try {
            tools.crawls().start(crawl.id(), clock.instant());
            LOG.infof(
                    "%s %s of %s %s",
                    crawl.kind().id(),
                    crawl.id(),
                    crawl.portal(),
                    crawl.state() == State.RUNNING ? "goes on" : "starts");
            run(crawl, signal);
            end(crawl, State.COMPLETED, null);
        } catch (CrawlEndedException e) {
            end(crawl, e.state(), e.reason());
        } catch (InterruptedException _) {
            LOG.infof("%s %s is set aside", crawl.kind().id(), crawl.id());
        } catch (RuntimeException e) {
            // Broker, store or database: nothing that the crawl could help. The lease runs out before it is tried
            // again.
            LOG.errorf(
                    e, "%s %s was interrupted and goes on later", crawl.kind().id(), crawl.id());
            free = false;
        } finally {
            done.stop();
            if (free) {
                release(crawl);
            }
            running.remove(crawl.lane());
        }
    }

    private void run(Crawl crawl, StopSignal signal) throws InterruptedException {
        if (crawl.kind() == Kind.IMPORT) {
            new FileImport(crawl, tools, skipped, signal).run();
            return;
        }
        PortalProfile profile = profiles.find(crawl.portal())
                .orElseThrow(() -> CrawlEndedException.failed(
                        "portal: " + crawl.portal() + " (expected: one of " + profiles.names() + ")"));
        new PortalCrawl(crawl, profile, tools, signal).run();
    }

    private void end(Crawl crawl, State state, @Nullable String reason) {
        Instant now = clock.instant();
        tools.crawls().finish(crawl.id(), state, reason, now);
        if (state == State.STOPPED) {
            tools.metrics().blocked(crawl.portal());
        }
        Instant began = crawl.startedAt() == null ? crawl.requestedAt() : crawl.startedAt();
        tools.metrics().ended(crawl.portal(), crawl.kind().id(), state, Duration.between(began, now));
        LOG.infof(
                "%s %s of %s is %s%s",
                crawl.kind().id(), crawl.id(), crawl.portal(), state.id(), reason == null ? "" : ": " + reason);
    }

    /** Keeps the lease while the work goes on; without it the work ends, for another has it. */
    private void renew(Crawl crawl, StopSignal work, StopSignal done) {
        try {
            while (true) {
                done.sleep(leases.renewal());
                if (!leases.claim(crawl.lane())) {
                    LOG.warnf(
                            "%s %s was taken over by another replica",
                            crawl.kind().id(), crawl.id());
                    work.stop();
                    return;
                }
            }
        } catch (InterruptedException _) {
            LOG.debugf("%s %s needs no lease any longer", crawl.kind().id(), crawl.id());
        } catch (RuntimeException e) {
            LOG.warnf(e, "The lease of %s could not be renewed", crawl.id());
            work.stop();
        }
    }

    private void release(Crawl crawl) {
        try {
            leases.release(crawl.lane());
        } catch (RuntimeException e) {
            LOG.debugf(e, "The lease of %s was not given back; it runs out by itself", crawl.id());
        }
    }

    /** Sets aside all that runs; it goes on after {@link #resume} or in another process. */
    public void pause() throws InterruptedException {
        stopped = true;
        running.values().forEach(run -> run.signal().stop());
        Instant until = clock.instant().plus(PATIENCE_AT_END);
        for (Run run : running.values()) {
            Duration left = Duration.between(clock.instant(), until);
            if (left.isPositive()) {
                run.thread().join(left);
            }
        }
    }

    /** Takes up work again. */
    public void resume() {
        stopped = false;
        poll();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        pause();
    }
}

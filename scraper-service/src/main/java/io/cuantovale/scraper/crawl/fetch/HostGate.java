package io.cuantovale.scraper.crawl.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * The gate before one host: requests begin no closer together than the delay, and no more than allowed run at once.
 * Shared by all that ask the host for anything, photos and robots.txt included.
 */
public final class HostGate {
    private final Duration delay;
    private final InstantSource clock;
    private final Pause pause;
    private final Semaphore running;
    private Instant next = Instant.MIN;

    public HostGate(Duration delay, int concurrency, InstantSource clock, Pause pause) {
        this.delay = delay;
        this.clock = clock;
        this.pause = pause;
        this.running = new Semaphore(concurrency, true);
    }

    /** Waits for its turn; to be closed when the answer was read. */
    public Turn enter() throws InterruptedException {
        running.acquire();
        try {
            Duration wait;
            while ((wait = reserve()).isPositive()) {
                pause.sleep(wait);
            }
            return new Turn();
        } catch (InterruptedException | RuntimeException e) {
            running.release();
            throw e;
        }
    }

    /** Nobody begins before the given moment. */
    public synchronized void closeUntil(Instant moment) {
        if (moment.isAfter(next)) {
            next = moment;
        }
    }

    /** Zero when the turn is taken, else how long to wait before asking again. */
    private synchronized Duration reserve() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return Duration.between(now, next);
        }
        next = now.plus(delay);
        return Duration.ZERO;
    }

    /** A request that is under way. */
    public final class Turn implements AutoCloseable {
        @Override
        public void close() {
            running.release();
        }
    }
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.fetch.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a run to end soon. Threads are never interrupted: an interrupt that meets a file channel closes it, and with
 * it the database.
 */
final class StopSignal implements Pause {
    private final CountDownLatch stop = new CountDownLatch(1);

    void stop() {
        stop.countDown();
    }

    /** @throws InterruptedException if the run is to end */
    void check() throws InterruptedException {
        if (stop.getCount() == 0) {
            throw new InterruptedException("the run is set aside");
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (stop.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            check();
        }
    }
}

package io.cuantovale.training.runs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews a lease while its run is worked on, and hears of cancellation. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    private final RunQueue queue;
    private final Lease lease;
    private final RunProgress progress;
    private final Duration interval;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("trainer-heartbeat").daemon(true).factory());

    Heartbeat(RunQueue queue, Lease lease, RunProgress progress, Duration interval) {
        this.queue = queue;
        this.lease = lease;
        this.progress = progress;
        this.interval = interval;
    }

    void start() {
        executor.scheduleWithFixedDelay(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            if (queue.renew(lease)) {
                progress.stop(RunProgress.Stop.CANCELLED);
            }
        } catch (LeaseLostException e) {
            progress.stop(RunProgress.Stop.LEASE_LOST);
        } catch (RuntimeException e) {
            // The database is away for a moment: the lease outlives several missed beats.
            LOG.warnf("lease of run %s not renewed: %s", lease.runId(), e.getMessage());
        }
    }

    /** Waits for a beat in progress, so that none comes after the run's end. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

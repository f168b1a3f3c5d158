package io.cuantovale.training.runs;

import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.health.TrainingMeters;
import io.cuantovale.training.learn.TrainingCancelledException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The trainer's own thread: takes one run at a time from the queue and carries it out. */
@ApplicationScoped
public class TrainerLoop {
    private static final Logger LOG = Logger.getLogger(TrainerLoop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final RunQueue queue;
    private final RunStore runs;
    private final RunJournal journal;
    private final RunExecutor executor;
    private final TrainingTriggers triggers;
    private final TrainingMeters meters;
    private final TrainingConfig config;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable RunProgress current;
    private @Nullable Thread thread;

    public TrainerLoop(
            RunQueue queue,
            RunStore runs,
            RunJournal journal,
            RunExecutor executor,
            TrainingTriggers triggers,
            TrainingMeters meters,
            TrainingConfig config,
            Clock clock) {
        this.queue = queue;
        this.runs = runs;
        this.journal = journal;
        this.executor = executor;
        this.triggers = triggers;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.roles().contains(TrainingConfig.Role.TRAINER)) {
            thread = Thread.ofPlatform().name("trainer").daemon(true).start(this::loop);
        }
    }

    /** Gives the present run back and waits a little for the training to notice. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        RunProgress running = current;
        if (running != null) {
            running.stop(RunProgress.Stop.SHUTDOWN);
        }
        if (thread != null) {
            thread.join(PATIENCE);
        }
    }

    /** Also when the start has failed half-way. */
    @PreDestroy
    void end() {
        stopping.countDown();
    }

    private void loop() {
        boolean reclaimed = false;
        while (stopping.getCount() > 0) {
            boolean worked = false;
            try {
                if (!reclaimed) {
                    queue.reclaim(config.trainerName())
                            .forEach(id -> LOG.infof("run %s goes back to the queue: this trainer was killed", id));
                    reclaimed = true;
                }
                queue.requeueExpired().forEach(id -> LOG.warnf("run %s goes back to the queue: its lease ran out", id));
                Optional<Lease> lease = queue.take(config.trainerName());
                lease.ifPresent(this::carryOut);
                worked = lease.isPresent();
            } catch (RuntimeException e) {
                LOG.errorf(e, "the queue of runs cannot be read, trying again");
            }
            if (!worked && pause()) {
                return;
            }
        }
    }

    private void carryOut(Lease lease) {
        Run run = runs.find(lease.runId()).orElseThrow();
        Correlation.with(run.correlationId(), () -> {
            Instant start = clock.instant();
            RunProgress progress = new RunProgress(run, lease, journal, meters, clock);
            current = progress;
            if (stopping.getCount() == 0) {
                progress.stop(RunProgress.Stop.SHUTDOWN);
            }
            String outcome;
            try (Heartbeat heartbeat =
                    new Heartbeat(queue, lease, progress, config.queue().heartbeat())) {
                heartbeat.start();
                outcome = attempt(run, lease, progress);
            } finally {
                current = null;
            }
            meters.runEnded(run.task(), run.trigger(), outcome, Duration.between(start, clock.instant()));
            if (!outcome.equals("requeued")) {
                triggers.runEnded(run.task(), new EventContext(run.id(), run.correlationId(), run.causationId()));
            }
        });
    }

    private String attempt(Run run, Lease lease, RunProgress progress) {
        LOG.infof("run %s of %s begins (%s): %s", run.id(), run.task(), run.trigger(), run.reason());
        try {
            executor.execute(run, lease, progress);
            return "completed";
        } catch (LeaseLostException e) {
            LOG.warnf("%s; what was done is dropped", e.getMessage());
            return "requeued";
        } catch (TrainingCancelledException e) {
            return stopped(run, lease, progress.stopped());
        } catch (Exception | LinkageError e) {
            if (progress.stopped() != null) {
                return stopped(run, lease, progress.stopped());
            }
            LOG.errorf(e, "run %s of %s failed", run.id(), run.task());
            journal.failed(lease, e.getMessage() == null ? e.toString() : e.getMessage());
            return "failed";
        }
    }

    private String stopped(Run run, Lease lease, RunProgress.@Nullable Stop why) {
        LOG.infof("run %s of %s stopped: %s", run.id(), run.task(), why);
        if (why == RunProgress.Stop.CANCELLED) {
            journal.cancelled(lease);
            return "cancelled";
        }
        if (why == RunProgress.Stop.SHUTDOWN) {
            queue.giveBack(lease);
        }
        return "requeued";
    }

    private boolean pause() {
        try {
            return stopping.await(config.queue().pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

package io.cuantovale.training.runs;

import io.cuantovale.training.health.TrainingMeters;
import io.cuantovale.training.learn.EpochMetrics;
import io.cuantovale.training.learn.ProgressListener;
import io.cuantovale.training.learn.TrainingStage;
import java.time.Clock;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes a training's progress into its run, and tells the training when to stop. */
final class RunProgress implements ProgressListener {
    private static final Logger LOG = Logger.getLogger(RunProgress.class);

    /** Why a training should stop. */
    enum Stop {
        /** A person wants it. */
        CANCELLED,
        /** The process is going down: the run goes back to the queue. */
        SHUTDOWN,
        /** Another trainer has the run. */
        LEASE_LOST
    }

    private final Run run;
    private final Lease lease;
    private final RunJournal journal;
    private final TrainingMeters meters;
    private final Clock clock;
    private volatile @Nullable Stop stop;
    private TrainingStage stage = TrainingStage.LOADING;
    private long lastStep;

    RunProgress(Run run, Lease lease, RunJournal journal, TrainingMeters meters, Clock clock) {
        this.run = run;
        this.lease = lease;
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
    }

    /** From any thread: ends the training at its next step. */
    void stop(Stop why) {
        stop = why;
    }

    @Nullable
    Stop stopped() {
        return stop;
    }

    @Override
    public void stage(TrainingStage next) {
        stage = next;
        lastStep = 0;
        stage(next.id());
    }

    void stage(String name) {
        LOG.infof("run %s of %s: %s", run.id(), run.task(), name);
        journal.stage(lease, name);
    }

    @Override
    public void epoch(EpochMetrics epoch) {
        LOG.info(String.format(
                Locale.ROOT,
                "run %s of %s: epoch %d of %d, loss %.4f, validation loss %.4f, accuracy %.3f, %.1f s",
                run.id(),
                run.task(),
                epoch.epoch(),
                epoch.epochs(),
                epoch.trainLoss(),
                epoch.validationLoss(),
                epoch.validationAccuracy(),
                epoch.seconds()));
        journal.epoch(
                lease,
                epoch.epochs(),
                new Epoch(
                        epoch.epoch(),
                        epoch.trainLoss(),
                        epoch.validationLoss(),
                        epoch.validationAccuracy(),
                        epoch.validationError(),
                        epoch.learningRate(),
                        epoch.seconds(),
                        clock.instant()));
        meters.epoch(run.task(), epoch);
        lastStep = 0;
    }

    @Override
    public void message(String text) {
        LOG.infof("run %s of %s: %s", run.id(), run.task(), text);
    }

    /** Asked between steps: so the time between two questions is the time of a step. */
    @Override
    public boolean cancelled() {
        long now = System.nanoTime();
        if (stage == TrainingStage.TRAINING && lastStep != 0) {
            meters.step(run.task(), now - lastStep);
        }
        lastStep = now;
        return stop != null;
    }
}

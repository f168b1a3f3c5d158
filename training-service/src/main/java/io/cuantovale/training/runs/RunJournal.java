package io.cuantovale.training.runs;

import io.cuantovale.training.gate.GateDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What a trainer writes about the run that it holds; every write needs the lease. */
@ApplicationScoped
public class RunJournal {
    private static final int LONGEST_FAILURE = 4000;

    private final Jdbi jdbi;
    private final Clock clock;

    public RunJournal(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Names the dataset that is trained on and the version that will come of it. */
    public void started(Lease lease, String datasetVersion, String modelVersion) {
        jdbi.useHandle(handle -> write(
                lease,
                update(handle, lease, "dataset_version = :dataset, model_version = :model")
                        .bind("dataset", datasetVersion)
                        .bind("model", modelVersion)));
    }

    public void stage(Lease lease, String stage) {
        jdbi.useHandle(
                handle -> write(lease, update(handle, lease, "stage = :stage").bind("stage", stage)));
    }

    /** An epoch is over, {@code epochs} are planned. */
    public void epoch(Lease lease, int epochs, Epoch epoch) {
        jdbi.useTransaction(handle -> {
            write(
                    lease,
                    update(handle, lease, """
                                    epoch = :epoch, epochs = :epochs, train_loss = :train, validation_loss = :validation,
                                    validation_accuracy = :accuracy
                                    """)
                            .bind("epoch", epoch.epoch())
                            .bind("epochs", epochs)
                            .bind("train", epoch.trainLoss())
                            .bind("validation", epoch.validationLoss())
                            .bind("accuracy", epoch.validationAccuracy()));
            handle.createUpdate("""
                            insert into run_epochs (run_id, epoch, train_loss, validation_loss, validation_accuracy,
                                validation_error, learning_rate, seconds, recorded_at)
                            values (:run, :epoch, :train, :validation, :accuracy, :error, :rate, :seconds, :at)
                            """)
                    .bind("run", lease.runId())
                    .bind("epoch", epoch.epoch())
                    .bind("train", epoch.trainLoss())
                    .bind("validation", epoch.validationLoss())
                    .bind("accuracy", epoch.validationAccuracy())
                    .bind("error", epoch.validationError())
                    .bind("rate", epoch.learningRate())
                    .bind("seconds", epoch.seconds())
                    .bind("at", epoch.recordedAt())
                    .execute();
        });
    }

    public void metrics(Handle handle, Lease lease, Map<String, Map<String, Double>> metrics) {
        write(lease, update(handle, lease, "metrics = :metrics").bind("metrics", Rows.toJson(metrics)));
    }

    /** The run has ended well: its model was judged. */
    public void completed(Handle handle, Lease lease, GateDecision decision) {
        write(
                lease,
                update(handle, lease, """
                                state = 'completed', stage = 'done', decision = :decision, failure = null,
                                finished_at = :now, lease_owner = null, lease_until = null
                                """)
                        .bind("decision", Rows.toJson(decision))
                        .bind("now", clock.instant()));
    }

    /** A person approved or rejected what the gate had let pass; the run's decision tells it. */
    public void decided(Handle handle, String runId, GateDecision decision) {
        handle.createUpdate("update runs set decision = :decision where id = :id")
                .bind("decision", Rows.toJson(decision))
                .bind("id", runId)
                .execute();
    }

    public void failed(Lease lease, String failure) {
        end(lease, "failed", failure);
    }

    public void cancelled(Lease lease) {
        end(lease, "cancelled", "cancelled on request");
    }

    private void end(Lease lease, String state, @Nullable String failure) {
        String text = failure == null || failure.isBlank() ? "no message" : failure;
        jdbi.useHandle(handle -> write(
                lease,
                update(handle, lease, """
                                state = :state, failure = :failure, finished_at = :now, lease_owner = null,
                                lease_until = null
                                """)
                        .bind("state", state)
                        .bind("failure", text.substring(0, Math.min(text.length(), LONGEST_FAILURE)))
                        .bind("now", clock.instant())));
    }

    private static Update update(Handle handle, Lease lease, String assignments) {
        return handle.createUpdate("update runs set " + assignments
                        + " where id = :leaseRun and lease_token = :leaseToken and state = 'running'")
                .bind("leaseRun", lease.runId())
                .bind("leaseToken", lease.token());
    }

    private static void write(Lease lease, Update update) {
        if (update.execute() == 0) {
            throw new LeaseLostException(lease);
        }
    }
}

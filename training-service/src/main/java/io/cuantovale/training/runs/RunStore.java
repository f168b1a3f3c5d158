package io.cuantovale.training.runs;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.gate.GateDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Runs and their epochs in the service's database. */
@ApplicationScoped
public class RunStore {
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Map<String, Double>>> METRICS = new TypeReference<>() {};
    private static final TypeReference<GateDecision> DECISION = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Clock clock;

    public RunStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Stores a run for a request, once: the same request id again changes nothing but turns a run that was only
     * asked for into a queued one.
     *
     * @param state REQUESTED for what REST has just accepted, QUEUED for what came from the topic
     * @return whether this call stored or queued it
     */
    public boolean store(Handle handle, String id, TrainingRequested request, EventContext context, RunState state) {
        if (state == RunState.QUEUED
                && handle.createUpdate(
                                        "update runs set state = 'queued' where request_id = :id and state = 'requested'")
                                .bind("id", request.requestId())
                                .execute()
                        > 0) {
            return true;
        }
        return handle.createUpdate("""
                        insert into runs (id, request_id, correlation_id, causation_id, task, dataset_version,
                            trigger_kind, reason, requested_by, configuration, state, stage, epoch, epochs, metrics,
                            cancel_requested, attempts, created_at)
                        values (:id, :requestId, :correlationId, :causationId, :task, :dataset, :trigger, :reason, :by,
                            :configuration, :state, 'queued', 0, 0, '{}', false, 0, :now)
                        on conflict do nothing
                        """)
                        .bind("id", id)
                        .bind("requestId", request.requestId())
                        .bind("correlationId", context.correlationId())
                        .bind("causationId", context.eventId())
                        .bind("task", request.task())
                        .bind("dataset", request.datasetVersion())
                        .bind("trigger", request.trigger())
                        .bind("reason", request.reason())
                        .bind("by", request.requestedBy())
                        .bind("configuration", Rows.toJson(request.configuration()))
                        .bind("state", state.code())
                        .bind("now", clock.instant())
                        .execute()
                > 0;
    }

    public Optional<Run> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from runs where id = :id")
                .bind("id", id)
                .map((row, context) -> run(row))
                .findOne());
    }

    /**
     * Newest first.
     *
     * @param task null for all
     * @param limit at most so many
     */
    public List<Run> list(@Nullable String task, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from runs where (cast(:task as varchar(100)) is null or task = :task)
                        order by created_at desc, id desc limit :limit
                        """)
                .bind("task", task)
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
    }

    /** How many runs wait or run, of one task. */
    public long active(Handle handle, String task) {
        return handle.createQuery("""
                        select count(*) from runs where task = :task and state in ('requested', 'queued', 'running')
                        """).bind("task", task).mapTo(Long.class).one();
    }

    /** How many runs wait for a trainer. */
    public long waiting() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from runs where state in ('requested', 'queued')")
                        .mapTo(Long.class)
                        .one());
    }

    /** The newest dataset version that a run of the task has taken or will take; failed and cancelled runs aside. */
    public Optional<String> newestDatasetUsed(Handle handle, String task) {
        return Optional.ofNullable(
                handle.createQuery("""
                        select max(dataset_version) from runs
                        where task = :task and state not in ('failed', 'cancelled')
                        """).bind("task", task).mapTo(String.class).one());
    }

    public List<Epoch> epochs(String runId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from run_epochs where run_id = :id order by epoch")
                .bind("id", runId)
                .map((row, context) -> new Epoch(
                        row.getInt("epoch"),
                        Rows.doubleOrNull(row, "train_loss"),
                        Rows.doubleOrNull(row, "validation_loss"),
                        Rows.doubleOrNull(row, "validation_accuracy"),
                        Rows.doubleOrNull(row, "validation_error"),
                        row.getDouble("learning_rate"),
                        row.getDouble("seconds"),
                        Rows.instant(row, "recorded_at")))
                .list());
    }

    static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("id"),
                row.getString("request_id"),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                row.getString("task"),
                row.getString("dataset_version"),
                row.getString("trigger_kind"),
                row.getString("reason"),
                row.getString("requested_by"),
                Rows.json(row, "configuration", STRINGS),
                RunState.of(row.getString("state")),
                row.getString("stage"),
                row.getInt("epoch"),
                row.getInt("epochs"),
                Rows.doubleOrNull(row, "train_loss"),
                Rows.doubleOrNull(row, "validation_loss"),
                Rows.doubleOrNull(row, "validation_accuracy"),
                Rows.json(row, "metrics", METRICS),
                row.getString("model_version"),
                row.getString("failure"),
                Rows.jsonOrNull(row, "decision", DECISION),
                row.getBoolean("cancel_requested"),
                row.getInt("attempts"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "started_at"),
                Rows.instantOrNull(row, "finished_at"));
    }
}

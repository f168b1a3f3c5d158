package io.cuantovale.training.registry;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.messaging.Outbox;
import io.cuantovale.training.runs.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Registers models and moves aliases. A change and the events that tell of it are one transaction; changes of one task
 * wait for each other.
 */
@ApplicationScoped
public class ModelRegistry {
    private final Jdbi jdbi;
    private final ModelStore models;
    private final Outbox outbox;
    private final Clock clock;

    public ModelRegistry(Jdbi jdbi, ModelStore models, Outbox outbox, Clock clock) {
        this.jdbi = jdbi;
        this.models = models;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A version that no other model of the task has; later versions sort after earlier ones. */
    public String nextVersion(String task, String runId) {
        long number = jdbi.inTransaction(handle -> {
            lock(handle, task);
            handle.createUpdate("update model_counters set last_number = last_number + 1 where task = :task")
                    .bind("task", task)
                    .execute();
            return handle.createQuery("select last_number from model_counters where task = :task")
                    .bind("task", task)
                    .mapTo(Long.class)
                    .one();
        });
        String compact = runId.replace("-", "");
        return "m%06d-%s".formatted(number, compact.substring(Math.max(0, compact.length() - 8)));
    }

    /** Other changes of the task's models wait until this transaction ends. */
    public void lock(Handle handle, String task) {
        handle.createUpdate("""
                        insert into model_counters (task, last_number) values (:task, 0) on conflict do nothing
                        """).bind("task", task).execute();
        handle.createQuery("select last_number from model_counters where task = :task for update")
                .bind("task", task)
                .mapTo(Long.class)
                .one();
    }

    /** Enters a complete package as the task's challenger. */
    public Model publish(
            Handle handle, ModelPublished model, Map<String, Map<String, Double>> metrics, EventContext context) {
        lock(handle, model.task());
        handle.createUpdate("""
                        insert into models (task, version, run_id, dataset_version, object_key, manifest_sha256, metrics,
                            published_at, state)
                        values (:task, :version, :run, :dataset, :key, :sha, :metrics, :at, 'published')
                        """)
                .bind("task", model.task())
                .bind("version", model.version())
                .bind("run", model.runId())
                .bind("dataset", model.datasetVersion())
                .bind("key", model.key())
                .bind("sha", model.manifestSha256())
                .bind("metrics", Rows.toJson(metrics))
                .bind("at", model.publishedAt())
                .execute();
        outbox.add(
                handle,
                Topic.MODELS_PUBLISHED,
                model.task() + ":" + model.version(),
                model,
                EventContext.causedBy(context));
        Decider run = new Decider("run", "run " + model.runId() + " published it");
        point(handle, Alias.CHALLENGER, find(handle, model.task(), model.version()), run, context);
        return find(handle, model.task(), model.version());
    }

    /** Records what was decided about a model without moving an alias. */
    public void decide(Handle handle, Model model, ModelState state, GateDecision decision, Decider decider) {
        handle.createUpdate("""
                        update models set state = :state, decision = :decision, decided_by = :by,
                            decision_reason = :reason, decided_at = :now
                        where task = :task and version = :version
                        """)
                .bind("state", state.code())
                .bind("decision", Rows.toJson(decision))
                .bind("by", decider.by())
                .bind("reason", decider.reason())
                .bind("now", clock.instant())
                .bind("task", model.task())
                .bind("version", model.version())
                .execute();
    }

    /** Makes a model champion; without effect when it is. */
    public void promote(Handle handle, String task, String version, Decider decider, EventContext context) {
        lock(handle, task);
        Model model = find(handle, task, version);
        Optional<Model> champion = models.aliased(handle, task, Alias.CHAMPION);
        if (champion.map(Model::version).equals(Optional.of(version))) {
            return;
        }
        handle.createUpdate("""
                        insert into promotions (task, version, previous_version, decided_by, reason, promoted_at, undone)
                        values (:task, :version, :previous, :by, :reason, :now, false)
                        """)
                .bind("task", task)
                .bind("version", version)
                .bind("previous", champion.map(Model::version).orElse(null))
                .bind("by", decider.by())
                .bind("reason", decider.reason())
                .bind("now", clock.instant())
                .execute();
        handle.createUpdate("update models set state = 'promoted' where task = :task and version = :version")
                .bind("task", task)
                .bind("version", version)
                .execute();
        point(handle, Alias.CHAMPION, model, decider, context);
    }

    /**
     * Makes the champion before the present one champion again; a second rollback goes one further back.
     *
     * @return the version that is champion now
     * @throws NothingToRollBackException where there was none before
     */
    public String rollback(Handle handle, String task, Decider decider, EventContext context) {
        lock(handle, task);
        var standing = handle.createQuery("""
                        select id, version from promotions where task = :task and undone = false
                        order by id desc limit 2
                        """)
                .bind("task", task)
                .map((row, c) -> Map.entry(row.getLong("id"), row.getString("version")))
                .list();
        if (standing.size() < 2) {
            throw new NothingToRollBackException(task);
        }
        handle.createUpdate("update promotions set undone = true where id = :id")
                .bind("id", standing.getFirst().getKey())
                .execute();
        String version = standing.getLast().getValue();
        point(handle, Alias.CHAMPION, find(handle, task, version), decider, context);
        return version;
    }

    private void point(Handle handle, Alias alias, Model model, Decider decider, EventContext context) {
        String previous =
                models.aliased(handle, model.task(), alias).map(Model::version).orElse(null);
        Instant now = clock.instant();
        handle.createUpdate("delete from aliases where task = :task and alias = :alias")
                .bind("task", model.task())
                .bind("alias", alias.code())
                .execute();
        handle.createUpdate("""
                        insert into aliases (task, alias, version, previous_version, decided_by, reason, promoted_at)
                        values (:task, :alias, :version, :previous, :by, :reason, :now)
                        """)
                .bind("task", model.task())
                .bind("alias", alias.code())
                .bind("version", model.version())
                .bind("previous", previous)
                .bind("by", decider.by())
                .bind("reason", decider.reason())
                .bind("now", now)
                .execute();
        ModelPromoted event = new ModelPromoted(
                model.task(),
                alias.code(),
                model.version(),
                model.key(),
                model.manifestSha256(),
                previous,
                decider.by(),
                decider.reason(),
                now);
        outbox.add(
                handle,
                Topic.MODELS_PROMOTED,
                model.task() + ":" + alias.code(),
                event,
                EventContext.causedBy(context));
    }

    private Model find(Handle handle, String task, String version) {
        return models.find(handle, task, version)
                .orElseThrow(() -> new IllegalArgumentException(
                        "version: " + version + " (expected: a published version of " + task + ")"));
    }
}

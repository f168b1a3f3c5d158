package io.cuantovale.training.monitor;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.runs.KnownDatasets;
import io.cuantovale.training.runs.Rows;
import io.cuantovale.training.runs.Run;
import io.cuantovale.training.runs.RunRequests;
import io.cuantovale.training.runs.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs that drift asks for. A wish waits until a dataset holds the rows that drifted, and until the cool-down since the
 * last such run is over; then it is asked for on the topic that everybody asks on.
 */
@ApplicationScoped
public class DriftRetrain {
    private static final Logger LOG = Logger.getLogger(DriftRetrain.class);
    private final Jdbi jdbi;
    private final RunRequests requests;
    private final RunStore runs;
    private final KnownDatasets datasets;
    private final TrainingConfig.Monitor config;
    private final Clock clock;

    public DriftRetrain(
            Jdbi jdbi,
            RunRequests requests,
            RunStore runs,
            KnownDatasets datasets,
            TrainingConfig config,
            Clock clock) {
        this.jdbi = jdbi;
        this.requests = requests;
        this.runs = runs;
        this.datasets = datasets;
        this.config = config.monitor();
        this.clock = clock;
    }

    private record Wish(String task, String reason, Instant start, Instant end, String correlationId) {}

    /** Remembers that a run is wanted; a newer wish of the same task takes the place of an older one. */
    void want(Handle handle, String task, String reason, Instant start, Instant end, EventContext context) {
        handle.createUpdate("delete from drift_retrains where task = :task")
                .bind("task", task)
                .execute();
        handle.createUpdate("""
                        insert into drift_retrains (task, reason, window_start, window_end, correlation_id)
                        values (:task, :reason, :start, :end, :correlation)
                        """)
                .bind("task", task)
                .bind("reason", reason)
                .bind("start", start)
                .bind("end", end)
                .bind("correlation", context.correlationId())
                .execute();
    }

    /** A model was promoted: what was wanted for its predecessor is no reason any more. */
    void forget(String task) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from drift_retrains where task = :task")
                .bind("task", task)
                .execute());
    }

    /** Asks for the runs whose time has come. */
    void askDue() {
        jdbi.useTransaction(handle -> handle.createQuery("select * from drift_retrains for update")
                .map((row, context) -> new Wish(
                        row.getString("task"),
                        row.getString("reason"),
                        Rows.instant(row, "window_start"),
                        Rows.instant(row, "window_end"),
                        row.getString("correlation_id")))
                .list()
                .forEach(wish -> ask(handle, wish)));
    }

    private void ask(Handle handle, Wish wish) {
        Optional<DatasetPublished> dataset =
                datasets.newest(wish.task()).filter(newest -> newest.createdAt().isAfter(wish.end()));
        if (dataset.isEmpty() || runs.active(handle, wish.task()) > 0 || cooling(wish.task())) {
            return;
        }
        TrainingRequested request = new TrainingRequested(
                "drift:" + wish.task() + ":" + dataset.get().version() + ":" + wish.end(),
                wish.task(),
                dataset.get().version(),
                "drift",
                wish.reason(),
                "drift-monitor",
                // Recent rows alone: the trainer takes all where these are too few.
                Map.of("train_since", wish.start().toString()));
        requests.ask(handle, request, EventContext.startIn(wish.correlationId()))
                .ifPresent(id -> LOG.infof("run %s of %s asked for: %s", id, wish.task(), wish.reason()));
        handle.createUpdate("delete from drift_retrains where task = :task")
                .bind("task", wish.task())
                .execute();
    }

    private boolean cooling(String task) {
        Instant earliest = clock.instant().minus(config.coolDown());
        return runs.list(task, 200).stream()
                .filter(run -> run.trigger().equals("drift"))
                .map(Run::createdAt)
                .anyMatch(created -> created.isAfter(earliest));
    }
}

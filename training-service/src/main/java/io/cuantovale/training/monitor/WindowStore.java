package io.cuantovale.training.monitor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cuantovale.training.runs.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Observations of open windows, and closed windows. */
@ApplicationScoped
public class WindowStore {
    private static final TypeReference<Observation> OBSERVATION = new TypeReference<>() {};
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Clock clock;

    public WindowStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Which window. */
    record Key(String task, String modelVersion, Stream stream, String source) {}

    /** An open window. */
    record Open(Key key, long sample, Instant since) {}

    /** An observation with its time. */
    record Dated(long id, Instant at, Observation observation) {}

    /** Adds an observation, once per event. */
    void add(Handle handle, Key key, String eventId, Instant at, Observation observation) {
        handle.createUpdate("""
                        insert into drift_observations (task, model_version, stream, source, event_id, observed_at,
                            added_at, observation)
                        values (:task, :version, :stream, :source, :event, :at, :now, :observation)
                        on conflict do nothing
                        """)
                .bind("task", key.task())
                .bind("version", key.modelVersion())
                .bind("stream", key.stream().code())
                .bind("source", key.source())
                .bind("event", eventId)
                .bind("at", at)
                .bind("now", clock.instant())
                .bind("observation", Rows.toJson(observation))
                .execute();
    }

    /** Forgets what was observed of other versions: they are champion no more. */
    void keepOnly(Handle handle, String task, String modelVersion) {
        handle.createUpdate("delete from drift_observations where task = :task and model_version <> :version")
                .bind("task", task)
                .bind("version", modelVersion)
                .execute();
    }

    List<Open> open(Handle handle, String task) {
        return handle.createQuery("""
                        select model_version, stream, source, count(*) as sample, min(added_at) as since
                        from drift_observations where task = :task group by model_version, stream, source
                        """)
                .bind("task", task)
                .map((row, context) -> new Open(
                        new Key(
                                task,
                                row.getString("model_version"),
                                Stream.valueOf(row.getString("stream").toUpperCase(java.util.Locale.ROOT)),
                                row.getString("source")),
                        row.getLong("sample"),
                        Rows.instant(row, "since")))
                .list();
    }

    /** Takes the oldest observations out of an open window. */
    List<Dated> take(Handle handle, Key key, int rows) {
        List<Dated> taken = handle.createQuery("""
                        select id, observed_at, observation from drift_observations
                        where task = :task and model_version = :version and stream = :stream and source = :source
                        order by id limit :rows
                        """)
                .bind("task", key.task())
                .bind("version", key.modelVersion())
                .bind("stream", key.stream().code())
                .bind("source", key.source())
                .bind("rows", rows)
                .map((row, context) -> new Dated(
                        row.getLong("id"),
                        Rows.instant(row, "observed_at"),
                        Rows.json(row, "observation", OBSERVATION)))
                .list();
        if (!taken.isEmpty()) {
            handle.createUpdate("""
                            delete from drift_observations
                            where task = :task and model_version = :version and stream = :stream and source = :source
                                and id <= :last
                            """)
                    .bind("task", key.task())
                    .bind("version", key.modelVersion())
                    .bind("stream", key.stream().code())
                    .bind("source", key.source())
                    .bind("last", taken.getLast().id())
                    .execute();
        }
        return taken;
    }

    void save(Handle handle, Window window) {
        handle.createUpdate("""
                        insert into drift_windows (task, model_version, stream, source, opened_at, closed_at, sample, state,
                            report)
                        values (:task, :version, :stream, :source, :opened, :closed, :sample, :state, :report)
                        """)
                .bind("task", window.task())
                .bind("version", window.modelVersion())
                .bind("stream", window.stream())
                .bind("source", window.source())
                .bind("opened", window.openedAt())
                .bind("closed", window.closedAt())
                .bind("sample", window.sample())
                .bind("state", window.state())
                .bind("report", Rows.toJson(window.findings()))
                .execute();
    }

    /** The latest closed windows of one kind that had enough rows, newest first. */
    List<Window> latest(Handle handle, Key key, int limit) {
        return handle.createQuery("""
                        select * from drift_windows
                        where task = :task and model_version = :version and stream = :stream and source = :source
                            and state <> 'too_few'
                        order by id desc limit :limit
                        """)
                .bind("task", key.task())
                .bind("version", key.modelVersion())
                .bind("stream", key.stream().code())
                .bind("source", key.source())
                .bind("limit", limit)
                .map((row, context) -> window(row))
                .list();
    }

    /** Closed windows, newest first; of all tasks where {@code task} is null. */
    public List<Window> list(@Nullable String task, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from drift_windows where (cast(:task as varchar(100)) is null or task = :task)
                        order by id desc limit :limit
                        """)
                .bind("task", task)
                .bind("limit", limit)
                .map((row, context) -> window(row))
                .list());
    }

    /** The newest closed window of each kind of a version. */
    public List<Window> newest(String task, String modelVersion) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from drift_windows where id in (
                            select max(id) from drift_windows where task = :task and model_version = :version
                            group by stream, source)
                        """)
                .bind("task", task)
                .bind("version", modelVersion)
                .map((row, context) -> window(row))
                .list());
    }

    private static Window window(ResultSet row) throws SQLException {
        return new Window(
                row.getString("task"),
                row.getString("model_version"),
                row.getString("stream"),
                row.getString("source"),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "closed_at"),
                row.getLong("sample"),
                row.getString("state"),
                Rows.json(row, "report", FINDINGS));
    }
}

package io.cuantovale.gateway.predictions.job;

import io.cuantovale.state.StateDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Jobs in the service's database. */
@ApplicationScoped
public class JobStore {
    private static final int LONGEST_FAILURE = 2_000;

    private final Jdbi jdbi;

    JobStore(StateDatabase state) {
        this.jdbi = state.jdbi();
    }

    void insert(String id, String task, Instant at) {
        jdbi.useHandle(
                h -> h.createUpdate("insert into job (id, task, state, created_at) values (:id, :task, 'queued', :at)")
                        .bind("id", id)
                        .bind("task", task)
                        .bind("at", utc(at))
                        .execute());
    }

    /** A job by its id. */
    public Optional<Job> find(String id) {
        return jdbi.withHandle(h -> h.createQuery("select * from job where id = :id")
                .bind("id", id)
                .map((rs, ctx) -> job(rs))
                .findOne());
    }

    /** The latest jobs, newest first. */
    public List<Job> latest(int most) {
        return jdbi.withHandle(h -> h.createQuery("select * from job order by created_at desc, id desc limit :most")
                .bind("most", most)
                .map((rs, ctx) -> job(rs))
                .list());
    }

    /** The job to do next: one that an earlier process did not finish, else the oldest that waits. */
    Optional<Job> next() {
        return jdbi.withHandle(h -> h.createQuery("select * from job where state in ('running', 'queued')"
                        + " order by case state when 'running' then 0 else 1 end, created_at, id limit 1")
                .map((rs, ctx) -> job(rs))
                .findOne());
    }

    void started(String id, Instant at) {
        jdbi.useHandle(h -> h.createUpdate(
                        "update job set state = 'running', started_at = coalesce(started_at, :at) where id = :id")
                .bind("id", id)
                .bind("at", utc(at))
                .execute());
    }

    void progress(String id, long predicted, long failed) {
        jdbi.useHandle(h -> h.createUpdate("update job set predicted = :predicted, failed = :failed where id = :id")
                .bind("id", id)
                .bind("predicted", predicted)
                .bind("failed", failed)
                .execute());
    }

    void finished(String id, Job.State state, @Nullable String failure, Instant at) {
        String cut = failure == null || failure.length() <= LONGEST_FAILURE
                ? failure
                : failure.substring(0, LONGEST_FAILURE);
        jdbi.useHandle(h -> h.createUpdate(
                        "update job set state = :state, failure = :failure, finished_at = :at where id = :id")
                .bind("id", id)
                .bind("state", state.code())
                .bind("failure", cut)
                .bind("at", utc(at))
                .execute());
    }

    /** Forgets jobs that ended before the given moment; their ids. */
    List<String> deleteFinishedBefore(Instant moment) {
        return jdbi.inTransaction(h -> {
            List<String> ids = h.createQuery("select id from job where finished_at < :moment")
                    .bind("moment", utc(moment))
                    .mapTo(String.class)
                    .list();
            ids.forEach(id -> h.createUpdate("delete from job where id = :id")
                    .bind("id", id)
                    .execute());
            return ids;
        });
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Job job(ResultSet rs) throws SQLException {
        Instant created = instant(rs, "created_at");
        if (created == null) {
            throw new SQLException("job.created_at: null (expected: a time)");
        }
        return new Job(
                rs.getString("id"),
                rs.getString("task"),
                Job.State.of(rs.getString("state")),
                rs.getLong("predicted"),
                rs.getLong("failed"),
                rs.getString("failure"),
                created,
                instant(rs, "started_at"),
                instant(rs, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.state.StateDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The snapshots in the service's database. Blocking. */
@Singleton
public class SnapshotTable {
    private static final String SELECT = "select task, sequence, version, content_hash, row_count, rows_with_photo,"
            + " new_rows, reason, created_at from snapshot";

    private final Jdbi jdbi;

    SnapshotTable(StateDatabase database) {
        this.jdbi = database.jdbi();
    }

    /** The newest of a task. */
    public Optional<Snapshot> latest(String task) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + " where task = :task order by sequence desc limit 1")
                        .bind("task", task)
                        .map((row, context) -> snapshot(row))
                        .findFirst());
    }

    /** All of a task, newest first. */
    public List<Snapshot> all(String task) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where task = :task order by sequence desc")
                .bind("task", task)
                .map((row, context) -> snapshot(row))
                .list());
    }

    /** Those of which no reader has been told yet, oldest first. */
    List<Snapshot> unannounced() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " where announced = false order by sequence")
                .map((row, context) -> snapshot(row))
                .list());
    }

    /** Adds one. */
    void add(Snapshot snapshot, boolean announced) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into snapshot (task, sequence, version, content_hash,"
                        + " row_count, rows_with_photo, new_rows, reason, created_at, announced) values (:task,"
                        + " :sequence, :version, :hash, :rows, :withPhoto, :newRows, :reason, :createdAt, :announced)")
                .bind("task", snapshot.task())
                .bind("sequence", snapshot.sequence())
                .bind("version", snapshot.version())
                .bind("hash", snapshot.contentHash())
                .bind("rows", snapshot.rows())
                .bind("withPhoto", snapshot.rowsWithPhoto())
                .bind("newRows", snapshot.newRows())
                .bind("reason", snapshot.reason())
                .bind("createdAt", snapshot.createdAt().atOffset(ZoneOffset.UTC))
                .bind("announced", announced)
                .execute());
    }

    /** Readers have been told. */
    void announced(Snapshot snapshot) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update snapshot set announced = true where task = :task and sequence = :sequence")
                .bind("task", snapshot.task())
                .bind("sequence", snapshot.sequence())
                .execute());
    }

    private static Snapshot snapshot(ResultSet row) throws SQLException {
        String task = row.getString("task");
        String version = row.getString("version");
        return new Snapshot(
                task,
                row.getLong("sequence"),
                version,
                row.getString("content_hash"),
                ObjectKeys.dataset(task, version),
                row.getLong("row_count"),
                row.getLong("rows_with_photo"),
                row.getLong("new_rows"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

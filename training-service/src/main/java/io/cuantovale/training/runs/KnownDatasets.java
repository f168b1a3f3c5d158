package io.cuantovale.training.runs;

import io.cuantovale.contracts.event.DatasetPublished;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Dataset versions that have been announced. Versions of a task sort by their age. */
@ApplicationScoped
public class KnownDatasets {
    private final Jdbi jdbi;

    public KnownDatasets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Stores a dataset; false when it was known. */
    boolean add(Handle handle, DatasetPublished dataset) {
        return handle.createUpdate("""
                        insert into datasets (task, version, content_hash, object_key, row_count, rows_with_photo,
                            new_rows, reason, created_at)
                        values (:task, :version, :hash, :key, :rows, :photos, :fresh, :reason, :at)
                        on conflict do nothing
                        """)
                        .bind("task", dataset.task())
                        .bind("version", dataset.version())
                        .bind("hash", dataset.contentHash())
                        .bind("key", dataset.key())
                        .bind("rows", dataset.rows())
                        .bind("photos", dataset.rowsWithPhoto())
                        .bind("fresh", dataset.newRows())
                        .bind("reason", dataset.reason())
                        .bind("at", dataset.createdAt())
                        .execute()
                > 0;
    }

    public Optional<DatasetPublished> find(String task, String version) {
        return jdbi.withHandle(handle -> find(handle, task, version));
    }

    Optional<DatasetPublished> find(Handle handle, String task, String version) {
        return handle.createQuery("select * from datasets where task = :task and version = :version")
                .bind("task", task)
                .bind("version", version)
                .map((row, context) -> dataset(row))
                .findOne();
    }

    /** The newest of a task. */
    public Optional<DatasetPublished> newest(String task) {
        return jdbi.withHandle(handle -> newest(handle, task));
    }

    Optional<DatasetPublished> newest(Handle handle, String task) {
        return handle.createQuery("select * from datasets where task = :task order by version desc limit 1")
                .bind("task", task)
                .map((row, context) -> dataset(row))
                .findOne();
    }

    /** Newest first; of all tasks where {@code task} is null. */
    public List<DatasetPublished> list(@Nullable String task) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from datasets where (cast(:task as varchar(100)) is null or task = :task)
                        order by version desc
                        """)
                .bind("task", task)
                .map((row, context) -> dataset(row))
                .list());
    }

    /** New or changed rows in the versions after {@code version}, up to and with the newest. */
    long newRowsSince(Handle handle, String task, String version) {
        return handle.createQuery("""
                        select coalesce(sum(new_rows), 0) from datasets where task = :task and version > :version
                        """)
                .bind("task", task)
                .bind("version", version)
                .mapTo(Long.class)
                .one();
    }

    private static DatasetPublished dataset(ResultSet row) throws SQLException {
        return new DatasetPublished(
                row.getString("task"),
                row.getString("version"),
                row.getString("content_hash"),
                row.getString("object_key"),
                row.getLong("row_count"),
                row.getLong("rows_with_photo"),
                row.getLong("new_rows"),
                row.getString("reason"),
                Rows.instant(row, "created_at"));
    }
}

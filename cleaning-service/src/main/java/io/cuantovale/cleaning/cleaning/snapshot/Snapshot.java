package io.cuantovale.cleaning.cleaning.snapshot;

import java.time.Instant;

/**
 * A frozen dataset.
 *
 * @param sequence 1 for a task's first
 * @param version for example {@code d000003-1f2e3d4c}
 * @param contentHash SHA-256 over schema and logical rows
 * @param key folder in the object store
 * @param newRows new or changed since the previous version
 * @param reason {@code quiet}, {@code volume}, {@code request} or {@code schedule}
 */
public record Snapshot(
        String task,
        long sequence,
        String version,
        String contentHash,
        String key,
        long rows,
        long rowsWithPhoto,
        long newRows,
        String reason,
        Instant createdAt) {}

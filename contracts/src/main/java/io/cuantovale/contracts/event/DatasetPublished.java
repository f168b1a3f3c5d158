package io.cuantovale.contracts.event;

import java.time.Instant;

/**
 * A dataset snapshot is in the object store.
 *
 * @param version sortable, unique per task, for example {@code d000003-1f2e3d4c}
 * @param contentHash SHA-256 over the logical rows and schema: same inputs and seed, same hash
 * @param key folder in the object store; its {@code manifest.json} says the rest
 * @param newRows rows that are new or changed since the previous version
 * @param reason {@code quiet}, {@code volume}, {@code request} or {@code schedule}
 */
public record DatasetPublished(
        String task,
        String version,
        String contentHash,
        String key,
        long rows,
        long rowsWithPhoto,
        long newRows,
        String reason,
        Instant createdAt) {}

package io.cuantovale.cleaning.cleaning.snapshot;

/** What taking a snapshot came to. */
public sealed interface SnapshotResult {
    /** There is a new version. */
    record Taken(Snapshot snapshot) implements SnapshotResult {}

    /** The rows are those of the latest version: no new one was made. */
    record Unchanged(Snapshot latest) implements SnapshotResult {}

    /** There is no cleaned listing. */
    record Empty() implements SnapshotResult {}
}

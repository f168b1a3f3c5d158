package io.cuantovale.cleaning.cleaning.snapshot;

import java.time.Duration;
import java.util.Optional;

/**
 * When a snapshot is worth taking.
 *
 * @param minNew new or changed listings that suffice once it is quiet
 * @param quietPeriod how long none may have come for it to be quiet
 * @param maxNew new or changed listings that suffice without quiet
 */
record SnapshotRule(long minNew, Duration quietPeriod, long maxNew) {
    SnapshotRule {
        if (minNew < 1 || maxNew < minNew) {
            throw new IllegalArgumentException(
                    "snapshots: min-new " + minNew + ", max-new " + maxNew + " (expected: 1 <= min-new <= max-new)");
        }
    }

    /**
     * The reason to take one now; empty where there is none.
     *
     * @param waiting new or changed listings since the last snapshot
     * @param quiet time since the last of them
     */
    Optional<String> due(long waiting, Duration quiet) {
        if (waiting >= maxNew) {
            return Optional.of("volume");
        }
        return waiting >= minNew && quiet.compareTo(quietPeriod) >= 0 ? Optional.of("quiet") : Optional.empty();
    }
}

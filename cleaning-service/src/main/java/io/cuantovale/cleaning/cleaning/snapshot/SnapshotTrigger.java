package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.cleaning.cleaning.ledger.Ledger;
import io.cuantovale.cleaning.cleaning.ledger.LedgerTables;
import io.cuantovale.cleaning.config.CleaningConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Decides when a snapshot is worth taking: enough new or changed listings and then quiet, or so many that it does not
 * wait for quiet.
 */
@Singleton
public class SnapshotTrigger {
    private static final String SEEN = "changed-at-snapshot";

    private final Ledger ledger;
    private final LedgerTables tables;
    private final Snapshots snapshots;
    private final Announcer announcer;
    private final boolean automatic;
    private final SnapshotRule rule;
    private final Clock clock;

    SnapshotTrigger(
            Ledger ledger,
            LedgerTables tables,
            Snapshots snapshots,
            Announcer announcer,
            CleaningConfig config,
            Clock clock) {
        this.ledger = ledger;
        this.tables = tables;
        this.snapshots = snapshots;
        this.announcer = announcer;
        CleaningConfig.Snapshots settings = config.snapshots();
        this.automatic = settings.automatic();
        this.rule = new SnapshotRule(settings.minNew(), settings.quietPeriod(), settings.maxNew());
        this.clock = clock;
    }

    /** Takes a snapshot if the rule says so, and tells of any that is not told yet. */
    public void check() {
        if (automatic) {
            Map<String, Long> tallies = tables.tallies();
            long waiting = tallies.getOrDefault("changed", 0L) - tallies.getOrDefault(SEEN, 0L);
            Duration quiet = Duration.between(ledger.lastChange(), clock.instant());
            rule.due(waiting, quiet).ifPresent(this::take);
        }
        announcer.announce();
    }

    /**
     * Takes a snapshot now.
     *
     * @param reason {@code quiet}, {@code volume}, {@code request} or {@code schedule}
     */
    public synchronized SnapshotResult take(String reason) {
        Map<String, Long> tallies = tables.tallies();
        // Read before the topic is: whatever comes meanwhile still counts for the next snapshot.
        long seen = tallies.getOrDefault("changed", 0L) - tallies.getOrDefault(SEEN, 0L);
        SnapshotResult result = snapshots.take(reason);
        if (seen != 0) {
            tables.inTransaction(handle -> LedgerTables.add(handle, Map.of(SEEN, seen)));
        }
        announcer.announce();
        return result;
    }
}

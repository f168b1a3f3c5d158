package io.cuantovale.cleaning.health;

import io.cuantovale.cleaning.cleaning.ledger.Counts;
import io.cuantovale.cleaning.cleaning.ledger.Ledger;
import io.cuantovale.cleaning.cleaning.snapshot.Snapshot;
import io.cuantovale.cleaning.cleaning.snapshot.SnapshotTable;
import io.cuantovale.cleaning.cleaning.snapshot.Snapshots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** Waiting listings, and rows, version and age of the latest dataset: read from the database when metrics are scraped. */
@ApplicationScoped
public class CleaningGauges {
    private final Ledger ledger;
    private final SnapshotTable table;
    private final Clock clock;

    CleaningGauges(Ledger ledger, SnapshotTable table, Clock clock) {
        this.ledger = ledger;
        this.table = table;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        // From the tallies, not from the consumer: it must not vanish when the consumer does.
        Gauge.builder("cuantovale.cleaning.waiting.listings", this::waiting)
                .description("Scraped listings without an outcome yet")
                .register(registry);
        Gauge.builder("cuantovale.cleaning.dataset.rows", () -> ofLatest(Snapshot::rows))
                .description("Rows of the latest dataset")
                .tag("task", Snapshots.TASK)
                .register(registry);
        Gauge.builder("cuantovale.cleaning.dataset.version", () -> ofLatest(Snapshot::sequence))
                .description("Sequence number of the latest dataset")
                .tag("task", Snapshots.TASK)
                .register(registry);
        Gauge.builder("cuantovale.cleaning.dataset.age", () -> ofLatest(this::ageSeconds))
                .description("Time since the latest dataset was frozen")
                .baseUnit("seconds")
                .tag("task", Snapshots.TASK)
                .register(registry);
    }

    /** NaN until there is one: 0 would read as a dataset without rows, or a fresh one. */
    private double ofLatest(ToDoubleFunction<Snapshot> value) {
        return table.latest(Snapshots.TASK).map(value::applyAsDouble).orElse(Double.NaN);
    }

    private double waiting() {
        Counts counts = ledger.counts();
        return Math.max(0, counts.scraped() - counts.cleaned() - counts.rejected() - counts.deadLettered());
    }

    private double ageSeconds(Snapshot snapshot) {
        return Duration.between(snapshot.createdAt(), clock.instant()).toSeconds();
    }
}

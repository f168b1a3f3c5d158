package io.cuantovale.cleaning.health;

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
import org.jspecify.annotations.Nullable;

/** Rows, version and age of the latest dataset, read from the database when metrics are scraped. */
@ApplicationScoped
public class DatasetMeters {
    private final SnapshotTable table;
    private final Clock clock;

    DatasetMeters(SnapshotTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry registry) {
        gauge(registry, "rows", "Rows of the latest dataset", null, Snapshot::rows);
        gauge(registry, "version", "Sequence number of the latest dataset", null, Snapshot::sequence);
        gauge(registry, "age", "Time since the latest dataset was frozen", "seconds", this::ageSeconds);
    }

    private double ageSeconds(Snapshot snapshot) {
        return Duration.between(snapshot.createdAt(), clock.instant()).toSeconds();
    }

    private void gauge(
            MeterRegistry registry,
            String what,
            String description,
            @Nullable String unit,
            ToDoubleFunction<Snapshot> value) {
        // NaN until there is one: 0 would read as a dataset without rows, or a fresh one.
        Gauge.builder(
                        "cuantovale.cleaning.dataset." + what,
                        () -> table.latest(Snapshots.TASK)
                                .map(value::applyAsDouble)
                                .orElse(Double.NaN))
                .description(description)
                .baseUnit(unit)
                .tag("task", Snapshots.TASK)
                .register(registry);
    }
}

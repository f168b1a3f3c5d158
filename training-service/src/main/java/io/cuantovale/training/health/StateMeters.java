package io.cuantovale.training.health;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.training.messaging.Outbox;
import io.cuantovale.training.registry.Model;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.runs.KnownDatasets;
import io.cuantovale.training.runs.RunStore;
import io.cuantovale.training.runs.TaskCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What the database knows, as gauges: queue, outbox, champions, datasets. Read every ten seconds, not per scrape. */
@ApplicationScoped
public class StateMeters {
    private static final String PREFIX = "cuantovale.training.";

    private final RunStore runs;
    private final Outbox outbox;
    private final ModelStore models;
    private final KnownDatasets datasets;
    private final TaskCatalogue tasks;
    private final Clock clock;
    private final AtomicLong waitingRuns = new AtomicLong();
    private final AtomicLong waitingEvents = new AtomicLong();
    private final MultiGauge champions;
    private final MultiGauge datasetAge;
    private final MultiGauge datasetRows;

    public StateMeters(
            MeterRegistry meters,
            RunStore runs,
            Outbox outbox,
            ModelStore models,
            KnownDatasets datasets,
            TaskCatalogue tasks,
            Clock clock) {
        this.runs = runs;
        this.outbox = outbox;
        this.models = models;
        this.datasets = datasets;
        this.tasks = tasks;
        this.clock = clock;
        Gauge.builder(PREFIX + "queue.runs", waitingRuns, AtomicLong::get)
                .description("Runs that wait for a trainer")
                .register(meters);
        Gauge.builder(PREFIX + "outbox.events", waitingEvents, AtomicLong::get)
                .description("Events that Kafka has not yet")
                .register(meters);
        champions = MultiGauge.builder(PREFIX + "champion.info")
                .description("1 for the version that is champion")
                .register(meters);
        datasetAge = MultiGauge.builder(PREFIX + "dataset.age")
                .baseUnit("seconds")
                .description("Age of the newest dataset")
                .register(meters);
        datasetRows = MultiGauge.builder(PREFIX + "dataset.rows")
                .description("Rows of the newest dataset")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        refresh();
    }

    @Scheduled(every = "10s", identity = "state-meters", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        waitingRuns.set(runs.waiting());
        waitingEvents.set(outbox.waiting());
        champions.register(
                models.champions().stream().map(StateMeters::champion).toList(), true);
        List<DatasetPublished> newest = tasks.names().stream()
                .flatMap(task -> datasets.newest(task).stream())
                .toList();
        datasetAge.register(newest.stream().map(this::age).toList(), true);
        datasetRows.register(newest.stream().map(StateMeters::rows).toList(), true);
    }

    private static MultiGauge.Row<?> champion(Model model) {
        return MultiGauge.Row.of(
                Tags.of("task", model.task(), "version", model.version(), "dataset", model.datasetVersion()), 1);
    }

    private MultiGauge.Row<?> age(DatasetPublished dataset) {
        return MultiGauge.Row.of(
                Tags.of("task", dataset.task()),
                Duration.between(dataset.createdAt(), clock.instant()).toMillis() / 1000.0);
    }

    private static MultiGauge.Row<?> rows(DatasetPublished dataset) {
        return MultiGauge.Row.of(Tags.of("task", dataset.task()), dataset.rows());
    }
}

package io.cuantovale.training.runs;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Runs at fixed times, for every task that has a dataset; several replicas ask for the same run once. */
@ApplicationScoped
public class ScheduledRuns {
    private final Jdbi jdbi;
    private final TaskCatalogue tasks;
    private final KnownDatasets datasets;
    private final RunRequests requests;
    private final TrainingConfig config;

    public ScheduledRuns(
            Jdbi jdbi, TaskCatalogue tasks, KnownDatasets datasets, RunRequests requests, TrainingConfig config) {
        this.jdbi = jdbi;
        this.tasks = tasks;
        this.datasets = datasets;
        this.requests = requests;
        this.config = config;
    }

    @Scheduled(cron = "{cuantovale.training.schedule}", identity = "scheduled-runs")
    void fire(ScheduledExecution execution) {
        if (config.roles().contains(TrainingConfig.Role.REGISTRY)) {
            ask(execution.getScheduledFireTime());
        }
    }

    void ask(Instant time) {
        for (String task : tasks.names()) {
            datasets.newest(task).ifPresent(dataset -> ask(dataset, time));
        }
    }

    private void ask(DatasetPublished dataset, Instant time) {
        TrainingRequested request = new TrainingRequested(
                "schedule:" + dataset.task() + ":" + time,
                dataset.task(),
                dataset.version(),
                "schedule",
                "scheduled for " + time,
                "schedule",
                Map.of());
        jdbi.useTransaction(handle -> requests.ask(handle, request, EventContext.start()));
    }
}

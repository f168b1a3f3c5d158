package io.cuantovale.training.runs;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.registry.Alias;
import io.cuantovale.training.registry.ModelStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Decides whether a new dataset is worth a run, and asks for it on the topic that everybody asks on. */
@ApplicationScoped
public class TrainingTriggers {
    private static final Logger LOG = Logger.getLogger(TrainingTriggers.class);

    private final Jdbi jdbi;
    private final KnownDatasets datasets;
    private final RunStore runs;
    private final ModelStore models;
    private final RunRequests requests;
    private final TrainingConfig.Volume volume;

    public TrainingTriggers(
            Jdbi jdbi,
            KnownDatasets datasets,
            RunStore runs,
            ModelStore models,
            RunRequests requests,
            TrainingConfig config) {
        this.jdbi = jdbi;
        this.datasets = datasets;
        this.runs = runs;
        this.models = models;
        this.requests = requests;
        this.volume = config.volume();
    }

    /**
     * Takes note of a dataset and asks for a run where there is a reason. The same dataset twice is taken once.
     *
     * @return what was asked for
     */
    public Optional<TrainingRequested> datasetPublished(DatasetPublished dataset, EventContext context) {
        return jdbi.inTransaction(handle -> {
            if (!datasets.add(handle, dataset)) {
                LOG.debugf("dataset %s of %s is known", dataset.version(), dataset.task());
                return Optional.empty();
            }
            LOG.infof(
                    "dataset %s of %s: %d rows, %d new",
                    dataset.version(), dataset.task(), dataset.rows(), dataset.newRows());
            return consider(handle, dataset.task(), context);
        });
    }

    /** A run has ended: data that came while it ran may be reason for the next. */
    public Optional<TrainingRequested> runEnded(String task, EventContext context) {
        return jdbi.inTransaction(handle -> consider(handle, task, context));
    }

    private Optional<TrainingRequested> consider(Handle handle, String task, EventContext context) {
        Optional<TrainingRequested> request = datasets.newest(handle, task).flatMap(newest -> reason(handle, newest));
        return request.filter(wanted -> {
            boolean fresh =
                    requests.ask(handle, wanted, EventContext.causedBy(context)).isPresent();
            if (fresh) {
                LOG.infof("run of %s asked for (%s): %s", task, wanted.trigger(), wanted.reason());
            }
            return fresh;
        });
    }

    private Optional<TrainingRequested> reason(Handle handle, DatasetPublished newest) {
        String task = newest.task();
        Optional<DatasetPublished> used =
                runs.newestDatasetUsed(handle, task).flatMap(version -> datasets.find(handle, task, version));
        if (runs.active(handle, task) > 0
                || used.map(DatasetPublished::version).equals(Optional.of(newest.version()))) {
            return Optional.empty();
        }
        boolean served = models.aliased(handle, task, Alias.CHAMPION).isPresent();
        if (!served && !models.awaitsApproval(handle, task)) {
            return Optional.of(
                    request("first", newest, "no champion yet, and a dataset of " + newest.rows() + " rows is there"));
        }
        return used.flatMap(before -> {
            long fresh = datasets.newRowsSince(handle, task, before.version());
            long needed = Math.max(volume.minNewRows(), (long) Math.ceil(volume.minNewShare() * before.rows()));
            return fresh < needed
                    ? Optional.empty()
                    : Optional.of(request(
                            "volume",
                            newest,
                            fresh + " new rows since dataset " + before.version() + " (needed: " + needed + ")"));
        });
    }

    private static TrainingRequested request(String trigger, DatasetPublished dataset, String reason) {
        return new TrainingRequested(
                trigger + ":" + dataset.task() + ":" + dataset.version(),
                dataset.task(),
                dataset.version(),
                trigger,
                reason,
                "training-service",
                Map.of());
    }
}

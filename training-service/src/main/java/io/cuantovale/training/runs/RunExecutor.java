package io.cuantovale.training.runs;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.data.DatasetReader;
import io.cuantovale.training.data.Table;
import io.cuantovale.training.gate.Candidate;
import io.cuantovale.training.gate.LatencyProbe;
import io.cuantovale.training.learn.Trainer;
import io.cuantovale.training.learn.TrainingFailedException;
import io.cuantovale.training.learn.TrainingResult;
import io.cuantovale.training.learn.TrainingSettings;
import io.cuantovale.training.registry.ModelPackages;
import io.cuantovale.training.registry.ModelRegistry;
import io.cuantovale.training.task.TaskSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Carries out one run, from the dataset to the decision about its model. */
@ApplicationScoped
public class RunExecutor {
    /** Rows of validation, calibration and test below which figures would say nothing. */
    private static final int LEAST_RECENT = 20;

    private final TaskCatalogue tasks;
    private final KnownDatasets datasets;
    private final DatasetFetcher fetcher;
    private final ModelRegistry registry;
    private final ModelPackages packages;
    private final RunJournal journal;
    private final RunVerdict verdict;
    private final TrainingConfig config;
    private final Trainer trainer = new Trainer();

    public RunExecutor(
            TaskCatalogue tasks,
            KnownDatasets datasets,
            DatasetFetcher fetcher,
            ModelRegistry registry,
            ModelPackages packages,
            RunJournal journal,
            RunVerdict verdict,
            TrainingConfig config) {
        this.tasks = tasks;
        this.datasets = datasets;
        this.fetcher = fetcher;
        this.registry = registry;
        this.packages = packages;
        this.journal = journal;
        this.verdict = verdict;
        this.config = config;
    }

    /**
     * Returns when the run is completed.
     *
     * @throws RuntimeException when it is not; the caller writes the end of the run
     */
    void execute(Run run, Lease lease, RunProgress progress) {
        Path folder = config.workDir().resolve("runs").resolve(run.id());
        delete(folder);
        try {
            TaskSpec task = tasks.find(run.task())
                    .orElseThrow(() -> new TrainingFailedException(
                            "task: " + run.task() + " (expected: one of " + tasks.names() + ")"));
            TrainingSettings settings = tasks.settings(task, run.configuration());
            String version = run.datasetVersion() == null ? newest(run.task()) : run.datasetVersion();
            String modelVersion =
                    run.modelVersion() == null ? registry.nextVersion(run.task(), run.id()) : run.modelVersion();
            journal.started(lease, version, modelVersion);
            progress.stage("loading");
            DatasetFiles dataset = fetcher.fetch(run.task(), version, folder.resolve("dataset"));
            TrainingSettings affordable = affordable(run, settings, dataset, progress);
            TrainingResult result = trainer.train(task, affordable, dataset, folder, progress);
            progress.stage("packaging");
            ModelPublished published = packages.upload(result, modelVersion, run.id());
            progress.stage("gate");
            double latency = LatencyProbe.millis(
                    result.folder().resolve("model.onnx"),
                    result.draft(),
                    config.gate().latencyProbes());
            Candidate candidate = new Candidate(result.test(), result.baseline(), latency);
            verdict.conclude(run, lease, task, published, result.metrics(), candidate, dataset, folder);
        } finally {
            delete(folder);
        }
    }

    /** Drift wants recent rows alone; where there are too few of them yet, all are better than none. */
    private static TrainingSettings affordable(
            Run run, TrainingSettings settings, DatasetFiles dataset, RunProgress progress) {
        Instant since = settings.trainSince();
        if (since == null || !run.trigger().equals("drift")) {
            return settings;
        }
        Table table = DatasetReader.read(dataset.parquet(), List.of(), List.of());
        for (String part : List.of("train", "validation", "calibration", "test")) {
            long rows = Arrays.stream(table.rows(part))
                    .filter(row -> table.scrapedAt()[row] >= since.toEpochMilli())
                    .count();
            int needed = part.equals("train") ? settings.training().minimumRows() : LEAST_RECENT;
            if (rows < needed) {
                progress.message("all rows are taken: only " + rows + " of part " + part + " since " + since
                        + " (needed: " + needed + ")");
                return new TrainingSettings(
                        settings.network(), settings.training(), settings.threads(), settings.photoCache(), null);
            }
        }
        return settings;
    }

    private String newest(String task) {
        return datasets.newest(task)
                .map(DatasetPublished::version)
                .orElseThrow(() -> new TrainingFailedException("dataset: none of " + task + " has been published yet"));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }
}

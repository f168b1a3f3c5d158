package io.cuantovale.gateway.predictions.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.FactsReader;
import io.cuantovale.gateway.predictions.Models;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.gateway.predictions.batch.BatchLine;
import io.cuantovale.gateway.predictions.batch.BatchRunner;
import io.cuantovale.gateway.predictions.batch.NdjsonSource.Photos;
import io.cuantovale.gateway.predictions.batch.PhotoFile;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.json.Json;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does one job after the other; after a restart it goes on behind the last line that was written. */
@ApplicationScoped
public class JobWorker {
    private static final Logger LOG = Logger.getLogger(JobWorker.class);
    private static final long IDLE_SECONDS = 10;

    private final JobStore store;
    private final JobFiles files;
    private final Models models;
    private final FactsReader facts;
    private final BatchRunner runner;
    private final GatewayConfig config;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    JobWorker(
            JobStore store,
            JobFiles files,
            Models models,
            FactsReader facts,
            BatchRunner runner,
            GatewayConfig config,
            Clock clock) {
        this.store = store;
        this.files = files;
        this.models = models;
        this.facts = facts;
        this.runner = runner;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("jobs").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    /** There is a new job. */
    void wake() {
        work.release();
    }

    private void run() {
        while (!stopping) {
            try {
                Job job = store.next().orElse(null);
                if (job == null) {
                    forgetOld();
                }
                if (job == null || !perform(job)) {
                    work.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                if (!stopping) {
                    LOG.error("The job worker was disturbed and goes on", e);
                }
            }
        }
    }

    /** Does a job; false when it must wait for a model or a replica. */
    private boolean perform(Job job) {
        return Correlation.with(job.id(), () -> {
            try {
                TaskModel model = models.champion(job.task());
                store.started(job.id(), clock.instant());
                Tally tally = predict(job, model);
                if (tally.broken == null) {
                    store.finished(job.id(), Job.State.COMPLETED, null, clock.instant());
                } else {
                    store.finished(job.id(), Job.State.FAILED, tally.broken, clock.instant());
                }
                LOG.infof("Job %s: %d predicted, %d failed", job.id(), tally.predicted, tally.failed);
                return true;
            } catch (ProblemException e) {
                if (e.retryAfter() != null) {
                    return false;
                }
                store.finished(job.id(), Job.State.FAILED, e.problem().detail(), clock.instant());
                return true;
            } catch (IOException | RuntimeException e) {
                if (stopping) {
                    return false; // goes on after the restart
                }
                LOG.errorf(e, "Job %s failed", job.id());
                store.finished(job.id(), Job.State.FAILED, "its files cannot be read or written", clock.instant());
                return true;
            }
        });
    }

    private Tally predict(Job job, TaskModel model) throws IOException {
        files.repairResults(job.id());
        Path results = files.results(job.id());
        Tally tally = tally(results);
        long maxPhoto = config.limits().photo().asLongValue();
        Photos photos = name -> {
            Path file = files.photo(job.id(), name);
            if (!Files.exists(file)) {
                throw ProblemException.outsideLimits(
                        List.of(new FieldProblem("photo", name, "the name of a photo sent along")));
            }
            return new PhotoFile(name, file, maxPhoto).read();
        };
        try (CsvSource source = new CsvSource(files.table(job.id()), model, facts, photos);
                OutputStream out =
                        Files.newOutputStream(results, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            source.skip(tally.lines());
            runner.run(model, source, tally.lines(), lines -> {
                for (BatchLine line : lines) {
                    tally.add(line);
                    if (line instanceof BatchLine.OfItem) {
                        out.write(Json.mapper().writeValueAsBytes(line));
                        out.write('\n');
                    }
                }
                out.flush();
                store.progress(job.id(), tally.predicted, tally.failed);
            });
        }
        return tally;
    }

    private static Tally tally(Path results) throws IOException {
        Tally tally = new Tally();
        if (Files.exists(results)) {
            try (BufferedReader reader = Files.newBufferedReader(results)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    JsonNode json = Json.mapper().readTree(line);
                    if (json.has("prediction")) {
                        tally.predicted++;
                    } else {
                        tally.failed++;
                    }
                }
            }
        }
        return tally;
    }

    private void forgetOld() throws IOException {
        for (String id :
                store.deleteFinishedBefore(clock.instant().minus(config.jobs().keep()))) {
            files.delete(id);
        }
    }

    /** What a job's results come to; used by one thread. */
    private static final class Tally {
        private long predicted;
        private long failed;
        private @Nullable String broken;

        long lines() {
            return predicted + failed;
        }

        void add(BatchLine line) {
            switch (line) {
                case BatchLine.OfItem item when item.prediction() != null -> predicted++;
                case BatchLine.OfItem _ -> failed++;
                case BatchLine.Broken cut -> broken = cut.error().detail();
                case BatchLine.Done _ -> broken = null;
            }
        }
    }
}

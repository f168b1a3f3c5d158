package io.cuantovale.training.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.messaging.Outbox;
import io.cuantovale.training.registry.Decider;
import io.cuantovale.training.registry.ModelRegistry;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.support.Databases;
import io.cuantovale.training.support.MutableClock;
import io.cuantovale.training.support.TestConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class TrainingTriggersTest {
    private static final EventContext CONTEXT = EventContext.start();

    private final MutableClock clock = new MutableClock();
    private final Jdbi jdbi = Databases.h2();
    private final Outbox outbox = new Outbox(jdbi, clock);
    private final RunStore runs = new RunStore(jdbi, clock);
    private final RunRequests requests = new RunRequests(jdbi, runs, outbox);
    private final RunQueue queue = new RunQueue(jdbi, clock, Duration.ofMinutes(1), 3);
    private final RunJournal journal = new RunJournal(jdbi, clock);
    private final ModelStore models = new ModelStore(jdbi);
    private final ModelRegistry registry = new ModelRegistry(jdbi, models, outbox, clock);
    private final TrainingTriggers triggers =
            new TrainingTriggers(jdbi, new KnownDatasets(jdbi), runs, models, requests, TestConfig.of(Map.of()));

    private Optional<TrainingRequested> dataset(int number, long rows, long fresh) {
        clock.forward(Duration.ofMinutes(1));
        return triggers.datasetPublished(
                new DatasetPublished(
                        "numbers", "d%06d".formatted(number), "hash", "key/", rows, 0, fresh, "quiet", clock.instant()),
                CONTEXT);
    }

    /** Carries the waiting run out. */
    private void run(TrainingRequested request, boolean promoted) {
        requests.accept(request, CONTEXT);
        Lease lease = queue.take("t").orElseThrow();
        String version = registry.nextVersion("numbers", lease.runId());
        journal.started(lease, String.valueOf(request.datasetVersion()), version);
        jdbi.useTransaction(handle -> {
            registry.publish(
                    handle,
                    new ModelPublished("numbers", version, lease.runId(), "d", "k/", "a", Map.of(), clock.instant()),
                    Map.of(),
                    CONTEXT);
            if (promoted) {
                registry.promote(handle, "numbers", version, new Decider("gate", "better"), CONTEXT);
            }
            journal.completed(handle, lease, new GateDecision(promoted, promoted, "x", "y", "z", null, null, null));
        });
    }

    @Test
    void theFirstDatasetAsksForTheFirstRunOnce() {
        TrainingRequested first = dataset(1, 300, 300).orElseThrow();
        assertThat(first.trigger()).isEqualTo("first");
        assertThat(first.datasetVersion()).isEqualTo("d000001");
        assertThat(first.reason()).isEqualTo("no champion yet, and a dataset of 300 rows is there");
        assertThat(dataset(1, 300, 300)).as("the same dataset again").isEmpty();
        assertThat(dataset(2, 500, 200)).as("a run waits").isEmpty();
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void enoughNewRowsSinceTheDatasetTrainedOnAskForAnotherRun() {
        run(dataset(1, 10_000, 10_000).orElseThrow(), true);
        assertThat(dataset(2, 11_000, 1_000)).as("under a fifth").isEmpty();
        assertThat(dataset(3, 11_900, 900)).isEmpty();
        TrainingRequested volume = dataset(4, 12_100, 200).orElseThrow();
        assertThat(volume.trigger()).isEqualTo("volume");
        assertThat(volume.reason()).isEqualTo("2100 new rows since dataset d000001 (needed: 2000)");
    }

    @Test
    void aRefusedRunIsNotRepeatedUntilMoreRowsCome() {
        run(dataset(1, 1_000, 1_000).orElseThrow(), true);
        run(dataset(2, 1_600, 600).orElseThrow(), false);
        assertThat(dataset(3, 1_700, 100)).isEmpty();
        assertThat(dataset(4, 2_200, 500).orElseThrow().trigger()).isEqualTo("volume");
    }

    @Test
    void dataThatCameDuringARunIsLookedAtWhenItEnds() {
        TrainingRequested first = dataset(1, 200, 200).orElseThrow();
        assertThat(dataset(2, 20_000, 19_800)).isEmpty();
        run(first, true);
        assertThat(triggers.runEnded("numbers", CONTEXT).orElseThrow().datasetVersion())
                .isEqualTo("d000002");
        assertThat(triggers.runEnded("numbers", CONTEXT))
                .as("asked for already")
                .isEmpty();
    }

    @Test
    void aFailedRunIsNotAskedForAgainOnTheSameDataset() {
        requests.accept(dataset(1, 20, 20).orElseThrow(), CONTEXT);
        journal.failed(queue.take("t").orElseThrow(), "too few rows");
        assertThat(triggers.runEnded("numbers", CONTEXT)).isEmpty();
        assertThat(dataset(2, 220, 200).orElseThrow().trigger()).isEqualTo("first");
    }
}

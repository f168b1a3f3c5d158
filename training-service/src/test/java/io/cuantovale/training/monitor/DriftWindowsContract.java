package io.cuantovale.training.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.DriftDetected;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.json.Json;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.health.TrainingMeters;
import io.cuantovale.training.messaging.Outbox;
import io.cuantovale.training.registry.ModelStore;
import io.cuantovale.training.runs.KnownDatasets;
import io.cuantovale.training.runs.RunRequests;
import io.cuantovale.training.runs.RunStore;
import io.cuantovale.training.runs.TrainingTriggers;
import io.cuantovale.training.support.MutableClock;
import io.cuantovale.training.support.Sectors;
import io.cuantovale.training.support.TestConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held on either database. */
abstract class DriftWindowsContract {
    private static final String TASK = "homes";
    private static final String VERSION = "m000001-x";
    private static final Comparison COMPARISON =
            new Comparison(new Reference(new Market(1).profile(3000, 1000), "price"), 0.01, 50);

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();
    private final Jdbi jdbi = database();
    private final Outbox outbox = new Outbox(jdbi, clock);
    private final WindowStore store = new WindowStore(jdbi, clock);
    private final RunStore runs = new RunStore(jdbi, clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DriftWindows windows;
    private DriftRetrain retrain;
    private TrainingTriggers triggers;
    private int events;

    abstract Jdbi database();

    @BeforeEach
    void monitor() {
        Sectors.writeTasks(folder, TASK);
        TrainingConfig config = TestConfig.of(Map.of(
                "cuantovale.training.tasks-dir", folder.toString(), "cuantovale.training.monitor.window-rows", "100"));
        RunRequests requests = new RunRequests(jdbi, runs, outbox);
        KnownDatasets datasets = new KnownDatasets(jdbi);
        TrainingMeters trainingMeters = new TrainingMeters(meters);
        retrain = new DriftRetrain(jdbi, requests, runs, datasets, config, clock);
        windows =
                new DriftWindows(jdbi, store, new DriftAlarms(outbox, retrain, trainingMeters, config), config, clock);
        triggers = new TrainingTriggers(jdbi, datasets, runs, new ModelStore(jdbi), requests, config);
    }

    private void observe(String version, String source, List<Observation> observations) {
        jdbi.useTransaction(handle -> {
            for (Observation observation : observations) {
                clock.forward(Duration.ofSeconds(1));
                store.add(
                        handle,
                        new WindowStore.Key(TASK, version, Stream.LISTINGS, source),
                        "event-" + events++,
                        clock.instant(),
                        observation);
            }
        });
    }

    private List<Window> close() {
        return windows.closeDue(TASK, VERSION, COMPARISON);
    }

    private <T> List<T> sent(Topic topic, Class<T> type) {
        return jdbi.inTransaction(handle -> outbox.oldest(handle, 1000)).stream()
                .filter(event -> event.topic() == topic)
                .map(event -> {
                    try {
                        return Json.mapper().readValue(event.json(), type);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private void dataset(int number, Instant created) {
        triggers.datasetPublished(
                new DatasetPublished(TASK, "d%06d".formatted(number), "h", "k/", 1000, 0, 10, "quiet", created),
                EventContext.start());
    }

    @Test
    void aFullWindowIsClosedPerSourceAndTheRestStaysOpen() {
        observe(VERSION, "portal", new Market(2).window(130));
        observe(VERSION, "import", new Market(3).window(40));
        assertThat(close()).singleElement().satisfies(window -> {
            assertThat(window.source()).isEqualTo("portal");
            assertThat(window.sample()).isEqualTo(100);
            assertThat(window.state()).isEqualTo(Window.OK);
            assertThat(window.findings()).isNotEmpty();
        });
        assertThat(close()).isEmpty();
        observe(VERSION, "portal", new Market(4).window(70));
        assertThat(close()).hasSize(1);
        assertThat(store.newest(TASK, VERSION)).hasSize(1);
    }

    @Test
    void aThinWindowSaysTooFewNeverNoDrift() {
        observe(VERSION, "portal", new Market(2).pricesTimes(3).window(30));
        assertThat(close()).isEmpty();
        clock.forward(Duration.ofHours(25));
        assertThat(close()).singleElement().satisfies(window -> {
            assertThat(window.state()).isEqualTo(Window.TOO_FEW);
            assertThat(window.findings()).isEmpty();
        });
    }

    @Test
    void anAlarmNeedsTwoWindowsInARowAndNamesWhatDrifted() {
        observe(VERSION, "portal", new Market(2).pricesTimes(1.5).window(100));
        assertThat(close()).singleElement().satisfies(w -> assertThat(w.state()).isEqualTo(Window.DRIFTED));
        assertThat(sent(Topic.DRIFT_DETECTED, DriftDetected.class)).isEmpty();
        observe(VERSION, "portal", new Market(3).pricesTimes(1.5).window(100));
        assertThat(close()).singleElement().satisfies(w -> assertThat(w.state()).isEqualTo(Window.ALARM));
        assertThat(sent(Topic.DRIFT_DETECTED, DriftDetected.class))
                .anySatisfy(event -> {
                    assertThat(event.feature()).isEqualTo("price");
                    assertThat(event.statistic()).isEqualTo("psi");
                    assertThat(event.value()).isGreaterThan(event.threshold());
                    assertThat(event.windowSample()).isEqualTo(100);
                    assertThat(event.modelVersion()).isEqualTo(VERSION);
                })
                .anySatisfy(event -> {
                    assertThat(event.tier()).isEqualTo("error");
                    assertThat(event.statistic()).isEqualTo("mdape");
                    assertThat(event.why()).startsWith("the median error is ");
                });
        assertThat(meters.get("cuantovale.training.drift.alarms").counters()).isNotEmpty();
    }

    @Test
    void aCalmWindowBetweenBreaksTheRow() {
        observe(VERSION, "portal", new Market(2).pricesTimes(1.5).window(100));
        observe(VERSION, "portal", new Market(3).window(100));
        observe(VERSION, "portal", new Market(4).pricesTimes(1.5).window(100));
        assertThat(close()).extracting(Window::state).containsExactly(Window.DRIFTED, Window.OK, Window.DRIFTED);
        assertThat(sent(Topic.DRIFT_DETECTED, DriftDetected.class)).isEmpty();
    }

    @Test
    void theSameEventIsObservedOnce() {
        Observation one = new Market(2).window(1).getFirst();
        WindowStore.Key key = new WindowStore.Key(TASK, VERSION, Stream.LISTINGS, "portal");
        jdbi.useTransaction(handle -> {
            store.add(handle, key, "same", clock.instant(), one);
            store.add(handle, key, "same", clock.instant(), one);
            assertThat(store.open(handle, TASK))
                    .singleElement()
                    .satisfies(open -> assertThat(open.sample()).isEqualTo(1));
        });
    }

    @Test
    void whatWasObservedOfAnEarlierChampionIsForgotten() {
        observe("m000000-old", "portal", new Market(2).window(100));
        assertThat(close()).isEmpty();
    }

    @Test
    void driftAsksForARunOnceADatasetHoldsTheRowsAndNotAgainBeforeTheCoolDownIsOver() {
        drift(1);
        retrain.askDue();
        assertThat(requested()).as("no dataset with those rows yet").isEmpty();
        dataset(1, clock.instant().minus(Duration.ofDays(1)));
        cancelAll();
        retrain.askDue();
        assertThat(requested()).as("the dataset is older than the window").isEmpty();
        clock.forward(Duration.ofMinutes(1));
        dataset(2, clock.instant());
        cancelAll();
        retrain.askDue();
        assertThat(requested()).singleElement().satisfies(request -> {
            assertThat(request.datasetVersion()).isEqualTo("d000002");
            assertThat(request.reason()).startsWith("drift in listings from portal, 2 windows in a row: the ");
            assertThat(request.configuration()).containsKey("train_since");
        });
        cancelAll();
        drift(10);
        dataset(3, clock.instant().plusSeconds(1));
        cancelAll();
        retrain.askDue();
        assertThat(requested()).as("cooling down").hasSize(1);
        clock.forward(Duration.ofHours(7));
        retrain.askDue();
        assertThat(requested()).hasSize(2);
    }

    @Test
    void driftOfFeaturesAloneAsksForNothing() {
        observe(VERSION, "portal", new Market(2).sizesTimes(3).window(100));
        observe(VERSION, "portal", new Market(3).sizesTimes(3).window(100));
        close();
        assertThat(sent(Topic.DRIFT_DETECTED, DriftDetected.class)).isNotEmpty();
        dataset(1, clock.instant().plusSeconds(1));
        cancelAll();
        retrain.askDue();
        assertThat(requested()).isEmpty();
    }

    private void drift(long seed) {
        observe(VERSION, "portal", new Market(seed + 1).pricesTimes(1.5).window(100));
        observe(VERSION, "portal", new Market(seed + 2).pricesTimes(1.5).window(100));
        close();
    }

    /** Runs asked for by other reasons are out of the way. */
    private void cancelAll() {
        jdbi.useHandle(handle -> handle.execute("update runs set state = 'cancelled'"));
    }

    private List<TrainingRequested> requested() {
        return sent(Topic.TRAINING_REQUESTED, TrainingRequested.class).stream()
                .filter(request -> request.trigger().equals("drift"))
                .toList();
    }
}

package io.cuantovale.training;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.DriftDetected;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.cuantovale.training.support.Homes;
import io.cuantovale.training.support.Sectors;
import io.cuantovale.training.support.TrainingServiceSetup;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The market moves: it is noticed, named, learnt, and the model is swapped. */
@QuarkusTest
@WithTestResource(KafkaBroker.class)
@WithTestResource(TrainingServiceSetup.class)
class DriftIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @Test
    void aMarketThatMovesIsNoticedNamedLearntAndServed() {
        try (KafkaProbe probe = new KafkaProbe(setting("kafka.bootstrap.servers"))) {
            Path store = Path.of(setting("cuantovale.store.folder"));
            Sectors events = new Sectors(store, probe);
            Homes homes = new Homes(store, events);
            homes.list(400, 1);
            homes.dataset(1, 400);
            ModelPromoted first = champion(events, 1);

            // A quiet market first: scored, and no alarm.
            homes.publish(homes.list(200, 1));
            await().atMost(LONG)
                    .untilAsserted(() -> when().get("/v1/drift/windows?task=" + Homes.TASK)
                            .then()
                            .body("size()", equalTo(2))
                            .body("model_version", hasItem(first.version())));
            assertThat(events.read(Topic.DRIFT_DETECTED, Homes.TASK, DriftDetected.class))
                    .isEmpty();

            // Prices rise by two fifths.
            List<ListingCleaned> moved = homes.list(300, 1.4);
            homes.publish(moved);
            await().atMost(LONG)
                    .until(
                            () -> events.read(Topic.DRIFT_DETECTED, Homes.TASK, DriftDetected.class),
                            found -> found.stream()
                                    .anyMatch(event -> event.tier().equals("error")));
            assertThat(events.read(Topic.DRIFT_DETECTED, Homes.TASK, DriftDetected.class))
                    .anySatisfy(event -> {
                        assertThat(event.statistic()).isEqualTo("mdape");
                        assertThat(event.windowSample()).isEqualTo(100);
                        assertThat(event.stream()).isEqualTo("listings");
                    })
                    .anySatisfy(event -> assertThat(event.feature()).isEqualTo("price_usd"))
                    .noneSatisfy(event -> assertThat(event.tier()).isEqualTo("feature"));
            when().get("/q/metrics")
                    .then()
                    .body(
                            containsString(
                                    "cuantovale_training_drift_alarms_total{stream=\"listings\",task=\"small-homes\",tier=\"error\"}"));

            // A dataset with the rows that drifted comes: now the run is asked for, and its model wins.
            homes.dataset(2, 100);
            ModelPromoted second = champion(events, 2);
            assertThat(second.previousVersion()).isEqualTo(first.version());
            assertThat(events.read(Topic.TRAINING_REQUESTED, Homes.TASK, TrainingRequested.class)
                            .getLast())
                    .satisfies(request -> {
                        assertThat(request.trigger()).isEqualTo("drift");
                        assertThat(request.reason()).contains("drift in listings from portal");
                        assertThat(request.configuration()).containsKey("train_since");
                    });

            // The market error falls back.
            homes.publish(homes.list(100, 1.4));
            await().atMost(LONG)
                    .untilAsserted(() -> when().get("/v1/drift/windows?task=" + Homes.TASK)
                            .then()
                            .body("[0].model_version", equalTo(second.version()))
                            .body("[0].findings.find { it.statistic == 'mdape' }.drifted", equalTo(false)));
            await().atMost(LONG)
                    .untilAsserted(() -> when().get("/q/metrics")
                            .then()
                            .body(containsString(
                                    "cuantovale_training_drift_sample_rows{quantity=\"error\",source=\"portal\"")));

            feedbackJoins(events, moved.getFirst(), second);
        }
    }

    private static void feedbackJoins(Sectors events, ListingCleaned listing, ModelPromoted champion) {
        events.send(
                Topic.PREDICTIONS_SERVED,
                Homes.TASK + ":p1",
                new PredictionServed(
                        "p1",
                        Homes.TASK,
                        champion.version(),
                        "request",
                        null,
                        Map.of("area_m2", 80, "rooms", 2, "building_type", "house"),
                        null,
                        List.of(0.4f, 0.6f),
                        120_000.0,
                        List.of(90_000.0, 150_000.0),
                        0.3,
                        List.of(),
                        Instant.now()));
        await().atMost(LONG)
                .untilAsserted(
                        () -> when().get("/q/metrics")
                                .then()
                                .body(
                                        containsString(
                                                "cuantovale_training_drift_observations_total{stream=\"requests\",task=\"small-homes\"} 1.0")));
        events.send(
                Topic.FEEDBACK_OBSERVED,
                Homes.TASK + ":p1",
                new FeedbackObserved(Homes.TASK, "p1", null, 118_000, "ana", Instant.now()));
        events.send(
                Topic.FEEDBACK_OBSERVED,
                Homes.TASK + ":" + listing.key(),
                new FeedbackObserved(Homes.TASK, null, listing.key(), 118_000, "ana", Instant.now()));
        events.send(
                Topic.FEEDBACK_OBSERVED,
                Homes.TASK + ":nothing",
                new FeedbackObserved(Homes.TASK, "nothing", null, 118_000, "ana", Instant.now()));
        await().atMost(LONG)
                .untilAsserted(
                        () -> when().get("/q/metrics")
                                .then()
                                .body(containsString(
                                        "cuantovale_training_feedback_total{joined=\"true\",task=\"small-homes\"} 2.0"))
                                .body(
                                        containsString(
                                                "cuantovale_training_feedback_total{joined=\"false\",task=\"small-homes\"} 1.0"))
                                .body(
                                        containsString(
                                                "cuantovale_training_drift_observations_total{stream=\"feedback\",task=\"small-homes\"} 1.0")));
    }

    private static ModelPromoted champion(Sectors events, int count) {
        return await().atMost(LONG)
                .until(
                        () -> events.read(Topic.MODELS_PROMOTED, Homes.TASK + ":champion", ModelPromoted.class),
                        found -> found.size() == count)
                .getLast();
    }
}

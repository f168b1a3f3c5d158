package io.cuantovale.training;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.AuditRecorded;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.domain.Hashes;
import io.cuantovale.kit.json.Json;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.cuantovale.training.support.Sectors;
import io.cuantovale.training.support.TrainingServiceSetup;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service with the real broker, from a dataset's announcement to a champion's. Every test has its own task. */
@QuarkusTest
@WithTestResource(KafkaBroker.class)
@WithTestResource(TrainingServiceSetup.class)
class TrainingServiceIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static KafkaProbe probe;
    private static Sectors sectors;

    @BeforeAll
    static void connect() {
        probe = new KafkaProbe(setting("kafka.bootstrap.servers"));
        sectors = new Sectors(Path.of(setting("cuantovale.store.folder")), probe);
    }

    @AfterAll
    static void disconnect() {
        probe.close();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static List<ModelPromoted> promoted(String task, String alias) {
        return sectors.read(Topic.MODELS_PROMOTED, task + ":" + alias, ModelPromoted.class);
    }

    private static ModelPromoted awaitChampion(String task, int count) {
        return await().atMost(LONG)
                .until(() -> promoted(task, "champion"), found -> found.size() == count)
                .getLast();
    }

    private static String ask(String task, String configuration) {
        return given().contentType(ContentType.JSON)
                .body("{\"task\":\"" + task + "\",\"reason\":\"a test\",\"configuration\":" + configuration + "}")
                .post("/v1/runs")
                .then()
                .statusCode(202)
                .header("Location", startsWith("http"))
                .body("state", equalTo("queued"))
                .extract()
                .path("id");
    }

    private static String awaitEnd(String run) {
        return await().atMost(LONG)
                .until(
                        () -> when().get("/v1/runs/" + run).then().extract().<String>path("state"),
                        state -> List.of("completed", "failed", "cancelled").contains(state));
    }

    @Test
    void aPublishedDatasetEndsInAChampion() throws Exception {
        DatasetPublished dataset = sectors.publish("loop", 1, 400);
        ModelPromoted champion = awaitChampion("loop", 1);

        assertThat(champion.decidedBy()).isEqualTo("gate");
        assertThat(champion.previousVersion()).isNull();
        assertThat(champion.reason()).startsWith("better: mean log loss");
        byte[] bytes = sectors.objects().get(champion.key() + "manifest.json");
        assertThat(Hashes.sha256Hex(bytes)).isEqualTo(champion.manifestSha256());
        ModelManifest manifest = Json.mapper().readValue(bytes, ModelManifest.class);
        assertThat(manifest.version()).isEqualTo(champion.version());
        assertThat(manifest.datasetVersion()).isEqualTo(dataset.version());
        manifest.files()
                .forEach((file, hash) -> assertThat(
                                Hashes.sha256Hex(sectors.objects().get(champion.key() + file)))
                        .isEqualTo(hash));

        assertThat(sectors.read(Topic.MODELS_PUBLISHED, "loop:", ModelPublished.class))
                .singleElement()
                .satisfies(model -> assertThat(model.metrics()).containsKey("accuracy"));
        assertThat(promoted("loop", "challenger")).hasSize(1);
        assertThat(sectors.read(Topic.TRAINING_REQUESTED, "loop", TrainingRequested.class))
                .singleElement()
                .satisfies(request -> assertThat(request.trigger()).isEqualTo("first"));
        assertThat(sectors.read(Topic.AUDIT_RECORDED, "gate", AuditRecorded.class))
                .anySatisfy(audit -> assertThat(audit.subject()).isEqualTo("loop:" + champion.version()));

        String run = when().get("/v1/runs?task=loop")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].state", equalTo("completed"))
                .body("[0].stage", equalTo("done"))
                .body("[0].decision.promoted", is(true))
                .body("[0].model_version", equalTo(champion.version()))
                .body("[0].dataset_version", equalTo(dataset.version()))
                .extract()
                .path("[0].id");
        when().get("/v1/runs/" + run + "/epochs").then().statusCode(200).body("epoch", hasItem(1));
        when().get("/v1/models?task=loop").then().body("[0].aliases", hasItem("champion"));
        when().get("/v1/tasks/loop").then().body("champion", equalTo(champion.version()));
        when().get("/q/metrics")
                .then()
                .body(containsString(
                        "cuantovale_training_runs_total{outcome=\"completed\",task=\"loop\",trigger=\"first\"} 1.0"))
                .body(containsString(
                        "cuantovale_training_gate_decisions_total{decision=\"promoted\",task=\"loop\"} 1.0"))
                .body(containsString("cuantovale_training_step_seconds_bucket{task=\"loop\""))
                .body(containsString("cuantovale_training_loss{part=\"validation\",task=\"loop\"}"))
                .body(containsString("cuantovale_training_queue_runs"));

        // The announcement again, as Kafka may deliver it: nothing happens.
        sectors.send(Topic.DATASETS_PUBLISHED, "loop", dataset);
        sectors.publish("loop", 2, 100);
        await().atMost(LONG)
                .until(
                        () -> when().get("/v1/tasks/loop").then().extract().<String>path("dataset.version"),
                        v -> v.startsWith("d000002"));
        when().get("/v1/runs?task=loop").then().body("", hasSize(1));

        // Enough new rows ask for the next run.
        sectors.publish("loop", 3, 400);
        await().atMost(LONG)
                .until(
                        () -> sectors.read(Topic.TRAINING_REQUESTED, "loop", TrainingRequested.class),
                        r -> r.size() == 2);
        assertThat(sectors.read(Topic.TRAINING_REQUESTED, "loop", TrainingRequested.class)
                        .getLast()
                        .trigger())
                .isEqualTo("volume");
    }

    @Test
    void theSameRequestTwiceIsOneRun() {
        sectors.store("twice", 1, 300);
        TrainingRequested request = new TrainingRequested(
                "twice-" + UUID.randomUUID(),
                "twice",
                "d000001-0000",
                "manual",
                "a test",
                "a test",
                Map.of("epochs", "2"));
        for (int i = 0; i < 3; i++) {
            sectors.send(Topic.TRAINING_REQUESTED, "twice", request);
        }
        awaitChampion("twice", 1);
        when().get("/v1/runs?task=twice").then().body("", hasSize(1)).body("[0].trigger", equalTo("manual"));
        assertThat(sectors.read(Topic.MODELS_PUBLISHED, "twice:", ModelPublished.class))
                .hasSize(1);
    }

    @Test
    void aWorseChallengerIsRefusedAndTheChampionStays() {
        sectors.publish("worse", 1, 500);
        ModelPromoted champion = awaitChampion("worse", 1);
        String run = ask("worse", "{\"epochs\": 1, \"learning_rate\": 0.0000001}");
        assertThat(awaitEnd(run)).isEqualTo("completed");
        when().get("/v1/runs/" + run)
                .then()
                .body("decision.promoted", is(false))
                .body("decision.compared_with", equalTo(champion.version()))
                .body("decision.reason", startsWith("not better: mean log loss"))
                .body("decision.comparison.rows", is(org.hamcrest.Matchers.greaterThan(40)));
        when().get("/v1/models?task=worse")
                .then()
                .body("find { it.run_id == '" + run + "' }.state", equalTo("refused"))
                .body("find { it.version == '" + champion.version() + "' }.aliases", hasItem("champion"));
        assertThat(promoted("worse", "champion")).hasSize(1);
    }

    @Test
    void aBetterChallengerIsPromotedAndCanBeRolledBack() {
        sectors.store("better", 1, 600);
        sectors.send(
                Topic.TRAINING_REQUESTED,
                "better",
                new TrainingRequested(
                        "better-1",
                        "better",
                        "d000001-0000",
                        "manual",
                        "a weak start",
                        "a test",
                        Map.of("epochs", "1", "learning_rate", "0.001")));
        ModelPromoted weak = awaitChampion("better", 1);
        sectors.publish("better", 1, 600);
        await().atMost(LONG)
                .until(() -> when().get("/v1/tasks/better").then().extract().path("dataset") != null);
        ask("better", "{\"epochs\": 10}");
        ModelPromoted strong = awaitChampion("better", 2);
        assertThat(strong.previousVersion()).isEqualTo(weak.version());

        String why = "{\"reason\": \"callers complain\", \"actor\": \"ana\"}";
        given().contentType(ContentType.JSON)
                .body(why)
                .post("/v1/models/better/rollback")
                .then()
                .statusCode(200)
                .body("version", equalTo(weak.version()));
        ModelPromoted back = awaitChampion("better", 3);
        assertThat(back.version()).isEqualTo(weak.version());
        assertThat(back.decidedBy()).isEqualTo("ana");
        assertThat(back.manifestSha256()).isEqualTo(weak.manifestSha256());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(sectors.read(Topic.AUDIT_RECORDED, "ana", AuditRecorded.class))
                        .anySatisfy(audit -> assertThat(audit.action()).isEqualTo("rollback")));
        given().contentType(ContentType.JSON)
                .body(why)
                .post("/v1/models/better/rollback")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("better: no earlier champion to go back to"));
    }

    @Test
    void aRunningRunCanBeCancelled() {
        sectors.store("endless", 1, 400);
        sectors.send(
                Topic.TRAINING_REQUESTED,
                "endless",
                new TrainingRequested(
                        "endless-1", "endless", "d000001-0000", "manual", "x", "x", Map.of("epochs", "10000")));
        String run = await().atMost(LONG)
                .until(
                        () -> when().get("/v1/runs?task=endless")
                                .then()
                                .extract()
                                .<String>path("find { it.state == 'running' && it.epoch > 0 }?.id"),
                        id -> id != null);
        given().contentType(ContentType.JSON)
                .body("{\"reason\": \"a mistake\"}")
                .post("/v1/runs/" + run + "/cancel")
                .then()
                .statusCode(202);
        assertThat(awaitEnd(run)).isEqualTo("cancelled");
        given().contentType(ContentType.JSON)
                .body("{\"reason\": \"again\"}")
                .post("/v1/runs/" + run + "/cancel")
                .then()
                .statusCode(409);
    }

    @Test
    void aDatasetThatCannotBeTrainedOnFailsTheRunWithTheReason() {
        sectors.publish("poor", 1, 20);
        await().atMost(LONG)
                .untilAsserted(() -> when().get("/v1/runs?task=poor")
                        .then()
                        .body("[0].state", equalTo("failed"))
                        .body("[0].failure", containsString("expected")));
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAndTheNextIsTaken() {
        for (Topic topic : List.of(Topic.DATASETS_PUBLISHED, Topic.TRAINING_REQUESTED)) {
            int before = probe.read(topic.deadLetterName()).size();
            probe.send(topic.topicName(), "quiet", "no json".getBytes(StandardCharsets.UTF_8));
            probe.send(topic.topicName(), "quiet", "{\"task\": 3}".getBytes(StandardCharsets.UTF_8));
            probe.send(topic.topicName(), "quiet", new byte[0]);
            assertThat(probe.await(topic.deadLetterName(), before + 3, LONG).subList(before, before + 3))
                    .extracting(record -> KafkaProbe.header(record, "dlq-reason"))
                    .containsExactlyInAnyOrder("not-json", "schema-violation", "empty");
        }
        int before = probe.read(Topic.TRAINING_REQUESTED.deadLetterName()).size();
        sectors.send(
                Topic.TRAINING_REQUESTED,
                "nothing",
                new TrainingRequested("q1", "nothing", null, "manual", "x", "x", Map.of()));
        sectors.send(
                Topic.TRAINING_REQUESTED,
                "quiet",
                new TrainingRequested("q2", "quiet", null, "manual", "x", "x", Map.of("epoch", "1")));
        assertThat(probe.await(Topic.TRAINING_REQUESTED.deadLetterName(), before + 2, LONG)
                        .subList(before, before + 2))
                .extracting(record -> KafkaProbe.header(record, "dlq-reason"))
                .containsExactlyInAnyOrder("unknown-task", "unknown-setting");
        sectors.send(
                Topic.TRAINING_REQUESTED,
                "quiet",
                new TrainingRequested("q3", "quiet", null, "manual", "x", "x", Map.of()));
        await().atMost(LONG)
                .untilAsserted(() -> when().get("/v1/runs?task=quiet")
                        .then()
                        .body("[0].failure", equalTo("dataset: none of quiet has been published yet")));
    }

    @Test
    void wrongCallsAreAnsweredByNameAndValue() {
        given().contentType(ContentType.JSON)
                .body("{\"task\":\"nothing\"}")
                .post("/v1/runs")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", startsWith("task: nothing (expected: one of [asked, better,"));
        given().contentType(ContentType.JSON)
                .body("{\"task\":\"asked\",\"configuration\":{\"epochz\":3,\"epochs\":\"many\"}}")
                .post("/v1/runs")
                .then()
                .statusCode(422)
                .body("fields.find { it.name == 'configuration.epochz' }.expected", containsString("epochs"))
                .body("fields.find { it.name == 'configuration.epochs' }.expected", equalTo("a whole number"));
        given().contentType(ContentType.JSON)
                .body("{\"task\":\"asked\"}")
                .post("/v1/runs")
                .then()
                .statusCode(409)
                .body("detail", equalTo("dataset: none of asked has been published yet"));
        given().contentType(ContentType.JSON).body("{").post("/v1/runs").then().statusCode(400);
        given().contentType(ContentType.JSON).body("{}").post("/v1/runs").then().statusCode(422);
        when().get("/v1/runs/none").then().statusCode(404);
        when().get("/v1/runs?limit=0").then().statusCode(422);
        when().get("/v1/models?task=nothing").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"x\"}")
                .post("/v1/models/asked/m1/promote")
                .then()
                .statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"\"}")
                .post("/v1/models/asked/m1/promote")
                .then()
                .statusCode(422);
    }

    @Test
    void theServiceSaysHowItIsAndWhatItOffers() {
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(containsString("/v1/models/{task}/{version}/approve"))
                .body(containsString("/v1/runs/{id}/epochs"));
    }
}

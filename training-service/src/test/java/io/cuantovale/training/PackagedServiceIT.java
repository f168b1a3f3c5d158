package io.cuantovale.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.AuditRecorded;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.local.broker.LocalBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.cuantovale.training.support.Databases;
import io.cuantovale.training.support.Sectors;
import io.cuantovale.training.support.ServiceProcess;
import io.restassured.http.ContentType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package as it is run: killed in the middle of its queue, and with a person who has the last word. */
class PackagedServiceIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TASK = "kept";

    @TempDir
    Path root;

    private Sectors sectors;

    private void request(String id, String epochs) {
        sectors.send(
                Topic.TRAINING_REQUESTED,
                TASK,
                new TrainingRequested(
                        id, TASK, "d000001-0000", "manual", "a test", "a test", Map.of("epochs", epochs)));
    }

    private static Map<String, String> run(ServiceProcess service, int index) {
        List<Map<String, String>> runs =
                service.call().get("/v1/runs?task=" + TASK).then().extract().path("");
        return runs.size() <= index ? Map.of() : runs.reversed().get(index);
    }

    private static List<ModelPromoted> champions(Sectors sectors) {
        return sectors.read(Topic.MODELS_PROMOTED, TASK + ":champion", ModelPromoted.class);
    }

    @Test
    void aKilledServiceGoesOnWithItsQueueAndWaitsForApproval() throws Exception {
        Sectors.writeTasks(root.resolve("tasks"), TASK);
        try (LocalBroker broker = LocalBroker.start(root.resolve("broker"), 0);
                KafkaProbe probe = new KafkaProbe(broker.bootstrapServers());
                ServiceProcess service = new ServiceProcess(
                        root,
                        Map.of(
                                "kafka.bootstrap.servers", broker.bootstrapServers(),
                                "cuantovale.training.tasks-dir",
                                        root.resolve("tasks").toString(),
                                "cuantovale.training.promotion", "approve"))) {
            service.start();
            sectors = new Sectors(root.resolve("store"), probe);
            sectors.store(TASK, 1, 400);
            request("long", "10000");
            await().atMost(LONG).until(() -> "running".equals(run(service, 0).get("state")));
            request("short", "3");
            await().atMost(LONG).until(() -> "queued".equals(run(service, 1).get("state")));

            service.kill();
            service.start();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(run(service, 0).toString())
                            .contains("state=running")
                            .contains("attempts=2"));
            service.call()
                    .contentType(ContentType.JSON)
                    .body("{\"reason\": \"it was a test\"}")
                    .post("/v1/runs/" + run(service, 0).get("id") + "/cancel")
                    .then()
                    .statusCode(202);
            await().atMost(LONG).until(() -> "completed".equals(run(service, 1).get("state")));
            assertThat(run(service, 0)).containsEntry("state", "cancelled");

            String version = run(service, 1).get("model_version");
            assertThat(champions(sectors)).as("nobody has approved").isEmpty();
            service.call()
                    .contentType(ContentType.JSON)
                    .body("{\"reason\": \"figures checked\", \"actor\": \"ana\"}")
                    .post("/v1/models/" + TASK + "/" + version + "/approve")
                    .then()
                    .statusCode(200);
            await().atMost(LONG).until(() -> champions(sectors).size() == 1);
            assertThat(champions(sectors).getFirst()).satisfies(champion -> {
                assertThat(champion.version()).isEqualTo(version);
                assertThat(champion.decidedBy()).isEqualTo("ana");
                assertThat(champion.reason()).isEqualTo("figures checked");
            });
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(sectors.read(Topic.AUDIT_RECORDED, "ana", AuditRecorded.class))
                            .singleElement()
                            .satisfies(audit -> assertThat(audit.action()).isEqualTo("approve")));
        }
    }

    @Test
    void aRegistryAndATrainerShareOnePostgresql() throws Exception {
        Sectors.writeTasks(root.resolve("tasks"), TASK);
        try (EmbeddedPostgres postgres = Databases.postgresql();
                LocalBroker broker = LocalBroker.start(root.resolve("broker"), 0);
                KafkaProbe probe = new KafkaProbe(broker.bootstrapServers());
                ServiceProcess registry = new ServiceProcess(
                        Files.createDirectories(root.resolve("registry")),
                        onACluster(broker, postgres, "registry,monitor"));
                ServiceProcess trainer = new ServiceProcess(
                        Files.createDirectories(root.resolve("trainer")), onACluster(broker, postgres, "trainer"))) {
            registry.start();
            sectors = new Sectors(root.resolve("store"), probe);
            sectors.publish(TASK, 1, 400);
            await().atMost(LONG).until(() -> "queued".equals(run(registry, 0).get("state")));

            trainer.start();
            await().atMost(LONG).until(() -> champions(sectors).size() == 1);
            assertThat(run(registry, 0)).containsEntry("state", "completed");
        }
    }

    private Map<String, String> onACluster(LocalBroker broker, EmbeddedPostgres postgres, String roles) {
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "cuantovale.training.tasks-dir",
                root.resolve("tasks").toString(),
                "cuantovale.training.roles",
                roles,
                "cuantovale.store.folder",
                root.resolve("store").toString(),
                "cuantovale.state.kind",
                "postgresql",
                "cuantovale.state.postgresql.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "cuantovale.state.postgresql.username",
                "postgres",
                "cuantovale.state.postgresql.password",
                "postgres");
    }
}

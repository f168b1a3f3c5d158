package io.cuantovale.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.e2e.product.Http;
import io.cuantovale.e2e.product.Http.Answer;
import io.cuantovale.e2e.product.Http.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does, in an operator's order; one release lives through all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ClusterE2E {
    private static final String RELEASE = "cuantovale";
    private static final String[] VALUES = {
        "--set", "demo.enabled=true",
        "--set", "gateway.service.type=NodePort",
        "--set", "gateway.service.nodePort=" + Cluster.NODE_PORT
    };
    private static final String LISTING = """
            {"area_m2": 78, "rooms": 2, "bathrooms": 1, "building_type": "apartment",
             "department": "Montevideo", "location": "Pocitos"}""";

    private Cluster cluster;

    @BeforeAll
    void clusterWithImages() throws Exception {
        cluster = Cluster.start();
        Path tars = Cluster.ROOT.resolve("images/target/tars");
        Process images = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        "images/target/classes:images/target/lib/*",
                        "io.cuantovale.images.ImagesMain")
                .directory(Cluster.ROOT.toFile())
                .inheritIO()
                .start();
        assertThat(images.waitFor()).as("exit code of the image build").isZero();
        try (Stream<Path> built = Files.list(tars)) {
            cluster.load(built.filter(t -> !t.toString().contains("browser")).toList());
        }
    }

    @AfterAll
    void down() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void theDefaultsWithTheDemoInstallAndBecomeReady() throws Exception {
        helm("install", RELEASE, "helm/cuantovale", "--wait", "--timeout", "5m");
        assertThat(cluster.kubectl("get", "pods", "-o", "jsonpath={.items[*].status.phase}"))
                .doesNotContain("Pending", "Failed");
    }

    @Test
    @Order(2)
    void helmTestMakesOnePredictionOnceThereIsAChampion() throws Exception {
        assertThat(cluster.helm("test", RELEASE, "--timeout", "8m")).contains("Succeeded");
    }

    @Test
    @Order(3)
    void aPredictionIsAnsweredThroughTheNodePort() {
        Answer answer = predict();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("model_version").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "inference"})
    @Order(4)
    void aRollingUpdateUnderLoadLosesNoRequest(String service) throws Exception {
        SteadyLoad load = new SteadyLoad(cluster.gateway());
        try (load) {
            cluster.kubectl("rollout", "restart", "deployment/cuantovale-" + service);
            cluster.kubectl("rollout", "status", "deployment/cuantovale-" + service, "--timeout=180s");
            int soFar = load.answered();
            Awaitility.await("answers after the update")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> load.answered() > soFar + 20);
        }
        assertThat(load.failed()).as("%d answered", load.answered()).isEmpty();
    }

    @Test
    @Order(5)
    void aKilledPodComesBackWithItsModel() throws Exception {
        cluster.kubectl(
                "delete",
                "pod",
                "-l",
                "app.kubernetes.io/component=inference",
                "--grace-period=0",
                "--force",
                "--wait");
        Awaitility.await("a prediction after the pod was killed")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> predict().status() == 200);
    }

    @Test
    @Order(6)
    void anUpgradeAndItsRollbackKeepTheModel() throws Exception {
        String before = predict().json().path("model_version").asText();
        helm("upgrade", RELEASE, "helm/cuantovale", "--set", "gateway.replicas=2", "--wait", "--timeout", "5m");
        assertThat(predict().status()).isEqualTo(200);
        cluster.helm("rollback", RELEASE, "1", "--wait", "--timeout", "5m");
        assertThat(cluster.kubectl("get", "deployment", "cuantovale-gateway", "-o", "jsonpath={.spec.replicas}"))
                .isEqualTo("1");
        assertThat(predict().json().path("model_version").asText()).isGreaterThanOrEqualTo(before);
    }

    @Test
    @Order(7)
    void aRealApiServerAcceptsTheManifestsStrictly() throws Exception {
        assertThat(cluster.kubectl(
                        "apply",
                        "--dry-run=server",
                        "--validate=strict",
                        "-f",
                        Cluster.ROOT.resolve("k8s/cuantovale.yaml").toString()))
                .contains("deployment.apps/cuantovale-gateway");
    }

    @Test
    @Order(8)
    void uninstallLeavesNoPod() throws Exception {
        cluster.helm("uninstall", RELEASE, "--wait", "--timeout", "3m");
        Awaitility.await("no pod of the release")
                .atMost(Duration.ofMinutes(2))
                .until(() -> cluster.kubectl("get", "pods", "-o", "name").isBlank());
    }

    private void helm(String... words) throws IOException, InterruptedException {
        String[] all = Stream.concat(
                        Stream.of(words)
                                .map(w -> w.equals("helm/cuantovale")
                                        ? Cluster.ROOT.resolve(w).toString()
                                        : w),
                        Stream.of(VALUES))
                .toArray(String[]::new);
        cluster.helm(all);
    }

    private Answer predict() {
        try {
            return Http.postMultipart(cluster.gateway() + "/v1/predictions", List.of(Part.json("listing", LISTING)));
        } catch (java.io.UncheckedIOException e) {
            return new Answer(0, e.toString(), null);
        }
    }
}

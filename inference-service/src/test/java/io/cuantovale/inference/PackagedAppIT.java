package io.cuantovale.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.inference.fixture.Calls;
import io.cuantovale.inference.fixture.Tensors;
import io.cuantovale.inference.fixture.TestModels;
import io.cuantovale.inference.fixture.TestPackages;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.local.broker.LocalBroker;
import io.cuantovale.store.FolderStore;
import io.cuantovale.testkit.KafkaProbe;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as a process of its own, in 256 MB of heap: start, kill, restart, broker away, stop. */
class PackagedAppIT {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final byte[] PHOTO = Tensors.photo("jpg", 90, 320, 240);

    @TempDir
    Path dir;

    @Test
    void readsItsStateAgainAfterAKillServesWithoutABrokerAndStopsWithoutALostRequest() throws Exception {
        int http = freePort();
        int grpc = freePort();
        Process service = null;
        LocalBroker broker = LocalBroker.start(dir.resolve("broker"), 0);
        try (FolderStore store = new FolderStore(dir.resolve("store"));
                Calls calls = new Calls(grpc)) {
            service = start(broker.bootstrapServers(), http, grpc);
            awaitReady(http);
            given().port(http)
                    .contentType("application/json")
                    .body("{\"inputs\":[{\"name\":\"a\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}")
                    .post("/v2/models/{m}/infer", TestModels.PRICES)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("no-model"));

            try (KafkaProbe kafka = new KafkaProbe(broker.bootstrapServers())) {
                promote(kafka, store, "v1");
                awaitVersion(http, "v1");
                promote(kafka, store, "v2");
                awaitVersion(http, "v2");
            }
            service.destroyForcibly().waitFor();

            service = start(broker.bootstrapServers(), http, grpc);
            awaitReady(http);
            assertThat(calls.infer(Calls.listing(TestModels.PRICES, PHOTO)).getModelVersion())
                    .isEqualTo("v2");

            broker.close();
            assertThat(calls.infer(Calls.listing(TestModels.PRICES, PHOTO)).getModelVersion())
                    .isEqualTo("v2");
            given().port(http).get("/q/health/ready").then().statusCode(200);

            stopUnderLoad(service, calls);
        } finally {
            if (service != null) {
                service.destroyForcibly();
            }
            broker.close();
        }
    }

    private static void stopUnderLoad(Process service, Calls calls) throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        Set<Status.Code> refusals = ConcurrentHashMap.newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (refusals.isEmpty()) {
                    try {
                        calls.infer(Calls.listing(TestModels.PRICES, PHOTO));
                        answered.incrementAndGet();
                    } catch (StatusRuntimeException e) {
                        refusals.add(e.getStatus().getCode());
                    }
                }
            }));
        }
        Awaitility.await().until(() -> answered.get() > 20);
        service.destroy();
        assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(refusals).as("a caller may only be told to go elsewhere").isEqualTo(Set.of(Status.Code.UNAVAILABLE));
    }

    private Process start(String brokers, int http, int grpc) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dai.djl.offline=true",
                        "-Dkafka.bootstrap.servers=" + brokers,
                        "-Dcuantovale.store.folder=" + dir.resolve("store"),
                        "-Dcuantovale.inference.grpc.port=" + grpc,
                        "-Dquarkus.http.port=" + http,
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/packaged-app.log")))
                .start();
    }

    private static void awaitReady(int http) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .untilAsserted(
                        () -> given().port(http).get("/q/health/ready").then().statusCode(200));
    }

    private static void awaitVersion(int http, String version) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().port(http)
                        .get("/v2/models/{m}", TestModels.PRICES)
                        .then()
                        .statusCode(200)
                        .body(containsString(version)));
    }

    private static void promote(KafkaProbe kafka, FolderStore store, String version) {
        ModelPromoted promoted = TestPackages.put(store, TestModels.prices(version, 0));
        kafka.send(
                Topic.MODELS_PROMOTED.topicName(),
                promoted.task() + ":" + promoted.alias(),
                new EventCodec().encode(promoted));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

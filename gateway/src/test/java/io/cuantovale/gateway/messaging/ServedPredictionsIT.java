package io.cuantovale.gateway.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.Events;
import io.cuantovale.local.broker.LocalBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka comes late: nothing that was served is lost, callers never wait. */
class ServedPredictionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Events events = new Events(new EventCodec(), "/cuantovale/test", Clock.systemUTC());
    private ServedPredictions served;
    private Sender sender;

    private void start(int port, int capacity) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "cuantovale.gateway.spool.folder",
                                folder.resolve("spool").toString(),
                        "cuantovale.gateway.spool.capacity", Integer.toString(capacity)))
                .build();
        sender = new Sender(Map.of("bootstrap.servers", "127.0.0.1:" + port));
        served = new ServedPredictions(events, sender, config.getConfigMapping(GatewayConfig.class), metrics);
        served.start(new StartupEvent());
    }

    @AfterEach
    void stop() throws InterruptedException {
        served.stop(new ShutdownEvent());
        sender.stop(new ShutdownEvent());
    }

    private static PredictionServed event(int n) {
        return new PredictionServed(
                "p" + n,
                "t",
                "m",
                "request",
                null,
                Map.of("x", n),
                null,
                List.of(1f),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void predictionsServedWithoutKafkaArriveOnceItIsThere() throws Exception {
        int port = freePort();
        start(port, 10_000);
        long before = System.nanoTime();
        IntStream.range(0, 700).forEach(n -> served.publish(event(n)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        Awaitility.await().atMost(PATIENCE).until(() -> served.waiting() == 700);
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), port);
                KafkaProbe probe = new KafkaProbe(broker.bootstrapServers())) {
            probe.createTopic(Topic.PREDICTIONS_SERVED.topicName(), 2);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(served.waiting()).isZero();
                assertThat(probe.read(Topic.PREDICTIONS_SERVED.topicName()).stream()
                                .map(r -> r.key())
                                .collect(Collectors.toSet()))
                        .hasSize(700);
            });
            served.publish(event(1_000));
            probe.awaitMatch(Topic.PREDICTIONS_SERVED.topicName(), r -> r.key().equals("t:p1000"), PATIENCE);
        }
        assertThat(metrics.counter("cuantovale.gateway.served.dropped").count()).isZero();
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() throws Exception {
        start(freePort(), 100);
        IntStream.range(0, 250).forEach(n -> served.publish(event(n)));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        metrics.counter("cuantovale.gateway.served.dropped").count() == 150);
        assertThat(served.waiting()).isEqualTo(100);
    }
}

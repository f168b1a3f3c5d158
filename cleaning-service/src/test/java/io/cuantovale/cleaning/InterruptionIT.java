package io.cuantovale.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.Topic;
import io.cuantovale.local.broker.LocalBroker;
import io.cuantovale.testkit.KafkaProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and its broker, interrupted in the middle of their work. */
class InterruptionIT {
    private static final int LISTINGS = 20_000;
    private static final String GROUP = "cleaning";
    private static final String SCRAPED = Topic.LISTINGS_SCRAPED.topicName();
    /** Held, not only named: a logger that nobody holds forgets its level. */
    private static final List<Logger> TALKATIVE = Stream.of("kafka", "org.apache.kafka", "state.change.logger")
            .map(Logger::getLogger)
            .toList();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private LocalBroker broker;

    @BeforeEach
    void startBroker() {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.OFF));
        broker = LocalBroker.start(folder.resolve("broker"), 0);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void afterAKillInTheMiddleEveryListingHasExactlyOneOutcome() throws Exception {
        try (KafkaProbe kafka = new KafkaProbe(broker.bootstrapServers())) {
            feed(kafka, 0, LISTINGS);
            long atKill;
            try (ServiceProcess first = startService()) {
                awaitCommitted(kafka, LISTINGS / 4);
                first.kill();
                atKill = kafka.committed(GROUP, SCRAPED);
            }
            assertThat(atKill).as("committed offset at the kill: " + log()).isBetween(LISTINGS / 5L, LISTINGS * 4L / 5);

            try (ServiceProcess second = startService()) {
                awaitAllCommitted(kafka, second, LISTINGS);
                assertExactlyOnce(kafka, LISTINGS);
            }
        }
    }

    @Test
    void afterTheBrokerWasAwayEveryListingHasExactlyOneOutcome() throws Exception {
        int fed = 6_000;
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        try (KafkaProbe kafka = new KafkaProbe(broker.bootstrapServers())) {
            feed(kafka, 0, fed);
            try (ServiceProcess service = startService()) {
                awaitCommitted(kafka, fed / 6);
                broker.close();
                broker = LocalBroker.start(folder.resolve("broker"), port);
                feed(kafka, fed, fed + 1_000);
                awaitAllCommitted(kafka, service, fed + 1_000);
                assertExactlyOnce(kafka, fed + 1_000);
            }
        }
    }

    private static void awaitCommitted(KafkaProbe kafka, int offsets) {
        Awaitility.await("committed offsets past " + offsets)
                .atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> kafka.committed(GROUP, SCRAPED) > offsets);
    }

    private void awaitAllCommitted(KafkaProbe kafka, ServiceProcess service, int listings) throws IOException {
        Awaitility.await("all offsets committed")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !service.isAlive() || kafka.committed(GROUP, SCRAPED) == listings);
        assertThat(service.isAlive()).as(log()).isTrue();
    }

    private static void feed(KafkaProbe kafka, int from, int to) {
        kafka.createTopic(SCRAPED, 4);
        kafka.sendAll(IntStream.range(from, to).mapToObj(InterruptionIT::record).toList());
    }

    /** Of a thousand listings 99 have no price and one is no JSON. */
    private static ProducerRecord<String, byte[]> record(int i) {
        if (i % 1000 == 0) {
            return Scraped.garbage("many", "" + i);
        }
        return i % 10 == 0
                ? Scraped.listing("many", "" + i, "price", null)
                : Scraped.listing("many", "" + i, "area", (30 + i % 400) + " Mts");
    }

    private static void assertExactlyOnce(KafkaProbe kafka, int listings) {
        List<String> cleaned = causes(kafka, Topic.LISTINGS_CLEANED.topicName());
        List<String> rejected = causes(kafka, Topic.LISTINGS_REJECTED.topicName());
        List<String> dead = causes(kafka, Topic.LISTINGS_SCRAPED.deadLetterName());
        assertThat(dead).hasSize(listings / 1000);
        assertThat(rejected).hasSize(listings / 1000 * 99);
        assertThat(cleaned).hasSize(listings / 10 * 9);
        // Sizes add up to the listings fed, so a set of the same size means that none came twice.
        assertThat(Stream.of(cleaned, rejected, dead).flatMap(List::stream).collect(Collectors.toSet()))
                .isEqualTo(IntStream.range(0, listings)
                        .mapToObj(i -> Scraped.eventId("many", "" + i))
                        .collect(Collectors.toSet()));
    }

    private static List<String> causes(KafkaProbe kafka, String topic) {
        return kafka.read(topic).stream()
                .map(record -> KafkaProbe.header(record, CloudEventAttributes.CAUSATION_ID))
                .toList();
    }

    private ServiceProcess startService() {
        return ServiceProcess.start(
                folder,
                Map.of(
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "quarkus.http.port",
                        "0",
                        "cuantovale.cleaning.instance",
                        "interrupted",
                        // Small transactions, so that the interruption falls among many.
                        "cuantovale.cleaning.batch",
                        "100",
                        "cuantovale.store.folder",
                        folder.resolve("store").toString(),
                        "cuantovale.state.h2.file",
                        folder.resolve("state").toString()));
    }

    private String log() throws IOException {
        Path log = folder.resolve("log");
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}

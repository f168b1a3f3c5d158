package io.cuantovale.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.Topic;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed in the middle of its work. */
class KillIT {
    private static final int LISTINGS = 20_000;
    private static final String GROUP = "cleaning";
    private static final String SCRAPED = Topic.LISTINGS_SCRAPED.topicName();

    private final KafkaBroker broker = new KafkaBroker();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private String bootstrapServers = "";

    @BeforeEach
    void startBroker() {
        bootstrapServers = broker.start().get("kafka.bootstrap.servers");
    }

    @AfterEach
    void stopBroker() {
        broker.stop();
    }

    @Test
    void afterAKillInTheMiddleEveryListingHasExactlyOneOutcome() throws Exception {
        try (KafkaProbe kafka = new KafkaProbe(bootstrapServers)) {
            kafka.createTopic(SCRAPED, 4);
            kafka.sendAll(IntStream.range(0, LISTINGS).mapToObj(KillIT::record).toList());

            long atKill;
            try (ServiceProcess first = start()) {
                Awaitility.await("a committed offset past a quarter")
                        .atMost(Duration.ofSeconds(90))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> kafka.committed(GROUP, SCRAPED) > LISTINGS / 4);
                first.kill();
                atKill = kafka.committed(GROUP, SCRAPED);
            }
            assertThat(atKill).as("committed offset at the kill: " + log()).isBetween(LISTINGS / 5L, LISTINGS * 4L / 5);

            try (ServiceProcess second = start()) {
                Awaitility.await("all offsets committed after the restart")
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> !second.isAlive() || kafka.committed(GROUP, SCRAPED) == LISTINGS);
                assertThat(second.isAlive()).as(log()).isTrue();

                List<String> cleaned = causes(kafka, Topic.LISTINGS_CLEANED.topicName());
                List<String> rejected = causes(kafka, Topic.LISTINGS_REJECTED.topicName());
                List<String> dead = causes(kafka, Topic.LISTINGS_SCRAPED.deadLetterName());
                List<String> all =
                        Stream.of(cleaned, rejected, dead).flatMap(List::stream).toList();
                assertThat(dead).hasSize(20);
                assertThat(rejected).hasSize(1_980);
                assertThat(cleaned).hasSize(18_000);
                assertThat(all).doesNotHaveDuplicates().doesNotContainNull();
                assertThat(all)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, LISTINGS)
                                .mapToObj(i -> Scraped.eventId("kill", "" + i))
                                .toList());
            }
        }
    }

    /** Of a thousand listings 99 have no price and one is no JSON. */
    private static ProducerRecord<String, byte[]> record(int i) {
        if (i % 1000 == 0) {
            return Scraped.garbage("kill", "" + i);
        }
        return i % 10 == 0
                ? Scraped.listing("kill", "" + i, "price", null)
                : Scraped.listing("kill", "" + i, "area", (30 + i % 400) + " Mts");
    }

    private static List<String> causes(KafkaProbe kafka, String topic) {
        return kafka.read(topic).stream()
                .map(record -> KafkaProbe.header(record, CloudEventAttributes.CAUSATION_ID))
                .toList();
    }

    private ServiceProcess start() {
        return ServiceProcess.start(
                folder,
                Map.of(
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "quarkus.http.port",
                        "0",
                        "cuantovale.cleaning.instance",
                        "killed",
                        // Small transactions, so that the kill falls among many.
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

package io.cuantovale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaBrokerIT {
    private static final KafkaBroker BROKER = new KafkaBroker();
    private static KafkaProbe probe;

    @BeforeAll
    static void start() {
        probe = new KafkaProbe(BROKER.start().get("kafka.bootstrap.servers"));
    }

    @AfterAll
    static void stop() {
        probe.close();
        BROKER.stop();
    }

    @Test
    void readsATopicToItsEndWithHeaders() {
        probe.createTopic("facts", 4);
        for (int i = 0; i < 50; i++) {
            probe.send("facts", "key-" + i, bytes("value-" + i), Map.of("ce_id", "id-" + i));
        }
        assertThat(probe.await("facts", 50, Duration.ofSeconds(20)))
                .hasSize(50)
                .allSatisfy(r -> assertThat(KafkaProbe.header(r, "ce_id")).startsWith("id-"));
        assertThat(KafkaProbe.text(probe.awaitMatch("facts", r -> r.key().equals("key-7"), Duration.ofSeconds(5))))
                .isEqualTo("value-7");
    }

    @Test
    void abortedRecordsAreNotCounted() {
        probe.createTopic("outcomes", 2);
        Map<String, Object> config =
                Map.of("bootstrap.servers", probe.bootstrapServers(), "transactional.id", "probe-test");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("outcomes", "a", bytes("aborted")));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("outcomes", "a", bytes("committed")));
            producer.commitTransaction();
        }
        assertThat(probe.read("outcomes"))
                .singleElement()
                .satisfies(r -> assertThat(KafkaProbe.text(r)).isEqualTo("committed"));
    }

    @Test
    void anUnknownTopicIsEmptyAndIsNotCreatedByLookingAtIt() {
        assertThat(probe.read("never-made")).isEmpty();
        assertThat(probe.topics()).doesNotContain("never-made");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

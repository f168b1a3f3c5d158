package io.cuantovale.training.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.local.broker.LocalBroker;
import io.cuantovale.testkit.KafkaProbe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaOffsetsIT {
    private static final String TOPIC = "cuantovale.some.topic.v1";

    @Test
    void aRealBrokerTellsWhatIsBehindAndWhatIsDead(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, 0);
                KafkaProbe probe = new KafkaProbe(broker.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            probe.createTopic(TOPIC, 1);
            probe.createTopic(TOPIC + ".dlq", 1);
            probe.createTopic("cuantovale.other.v1.dlq", 1);
            for (int i = 0; i < 5; i++) {
                probe.send(TOPIC, "key", "value".getBytes(StandardCharsets.UTF_8));
            }
            Instant before = Instant.now();
            probe.send(TOPIC + ".dlq", "key", "broken".getBytes(StandardCharsets.UTF_8));
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            admin.alterConsumerGroupOffsets("some-service", Map.of(partition, new OffsetAndMetadata(2)))
                    .all()
                    .get();

            KafkaOffsets offsets = new KafkaOffsets(admin, "cuantovale.");

            assertThat(offsets.committed()).containsEntry("some-service", Map.of(partition, 2L));
            assertThat(offsets.ends(java.util.Set.of(partition))).containsEntry(partition, 5L);
            KafkaOffsets.DeadLetters dead = offsets.deadLetters().get(TOPIC + ".dlq");
            assertThat(dead.records()).isEqualTo(1);
            assertThat(dead.oldest()).isBetween(before.minusSeconds(1), Instant.now());
            KafkaOffsets.DeadLetters none = offsets.deadLetters().get("cuantovale.other.v1.dlq");
            assertThat(none.records()).isZero();
            assertThat(KafkaOffsets.age(none, Instant.now())).isEqualTo(Duration.ZERO);
        }
    }
}

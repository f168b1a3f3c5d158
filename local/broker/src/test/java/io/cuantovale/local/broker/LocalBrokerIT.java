package io.cuantovale.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {
    @TempDir
    Path dir;

    @Test
    void keepsTopicsAndRecordsOverARestartOnOtherPorts() throws Exception {
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = Admin.create(client(broker));
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(client(broker), new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("kept", "key", "value".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        try (LocalBroker again = LocalBroker.start(dir, 0);
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(client(again), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecord<String, byte[]> found = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> poll(consumer), Optional::isPresent)
                    .orElseThrow();
            assertThat(found.key()).isEqualTo("key");
            assertThat(found.value()).asString(StandardCharsets.UTF_8).isEqualTo("value");
        }
    }

    @Test
    void commitsATransactionAcrossTopics() throws Exception {
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic("tx", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            Map<String, Object> config =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "tx-1", "linger.ms", 0);
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                assertThat(producer.send(new ProducerRecord<>("tx", "a", new byte[] {1}))
                                .get()
                                .hasOffset())
                        .isTrue();
                producer.commitTransaction();
            }
        }
    }

    @Test
    void acceptsEveryCompression() throws Exception {
        try (LocalBroker broker = LocalBroker.start(dir, 0);
                Admin admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic("compressed", Optional.of(1), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            for (String compression : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
                Map<String, Object> config =
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "compression.type", compression);
                try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
                    assertThat(producer.send(new ProducerRecord<>("compressed", compression, new byte[200]))
                                    .get()
                                    .hasOffset())
                            .as(compression)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> BrokerMain.settings(new String[] {"--port=abc"}, Map.of()))
                .hasMessage("port: abc (expected: 1 to 65535)");
        assertThatThrownBy(() -> BrokerMain.settings(new String[] {"--prot=1"}, Map.of()))
                .hasMessageStartingWith("argument: --prot=1");
    }

    @Test
    void argumentsWinOverTheEnvironment() {
        BrokerSettings settings = BrokerMain.settings(
                new String[] {"--port=20000"},
                Map.of("CUANTOVALE_BROKER_PORT", "30000", "CUANTOVALE_BROKER_ADVERTISED_HOST", "kafka"));
        assertThat(settings.bootstrapServers()).isEqualTo("kafka:20000");
        assertThat(settings.controllerPort()).isEqualTo(20001);
    }

    private static Optional<ConsumerRecord<String, byte[]>> poll(KafkaConsumer<String, byte[]> consumer) {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(records.iterator().next());
    }

    private static Map<String, Object> client(LocalBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}

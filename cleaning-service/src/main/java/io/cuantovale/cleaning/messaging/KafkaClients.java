package io.cuantovale.cleaning.messaging;

import io.cuantovale.cleaning.config.CleaningConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the Kafka clients of this service; all {@code kafka.*} settings apply to each. */
@Singleton
public class KafkaClients {
    /** The group that cleans. */
    public static final String GROUP = "cleaning";

    private static final int TEN_SECONDS = 10_000;
    private static final int LARGEST_RECORD = 4 * 1024 * 1024;

    private final Map<String, Object> shared;
    private final CleaningConfig config;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> shared, CleaningConfig config) {
        this.shared = shared;
        this.config = config;
    }

    /** A member of the cleaning group; its offsets are committed by transactions only. */
    KafkaConsumer<String, byte[]> groupMember() {
        Map<String, Object> settings = reading("cleaning");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
        // A killed member's partitions move on after this, not after the default 45 s.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, TEN_SECONDS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, TEN_SECONDS / 4);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer without group, to be assigned its partitions. */
    public KafkaConsumer<String, byte[]> follower(String clientId) {
        return new KafkaConsumer<>(reading(clientId), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The producer of outcomes: each replica has its own transactional id, or they would fence each other. */
    KafkaProducer<String, byte[]> transactional() {
        Map<String, Object> settings = writing("cleaning-outcomes");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "cleaning-" + config.instance());
        // The open transaction of a killed member blocks read_committed readers until this.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TEN_SECONDS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** An idempotent producer without transactions. */
    public KafkaProducer<String, byte[]> producer(String clientId) {
        return new KafkaProducer<>(writing(clientId), new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> reading(String clientId) {
        Map<String, Object> settings = new HashMap<>(shared);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, TEN_SECONDS / 2);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TEN_SECONDS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TEN_SECONDS);
        return settings;
    }

    private Map<String, Object> writing(String clientId) {
        Map<String, Object> settings = new HashMap<>(shared);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TEN_SECONDS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TEN_SECONDS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TEN_SECONDS);
        return settings;
    }
}

package io.cuantovale.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Looks into topics and writes to them, apart from the code under test: plain clients, no group, no commits.
 *
 * <p>Reads are {@code read_committed} and go to the end of every partition, so a count is what a consumer would see
 * at that moment. Safe for use by several threads.
 */
public final class KafkaProbe implements AutoCloseable {
    private static final long CALL_TIMEOUT_S = 30;

    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    /** @param bootstrapServers host:port of the broker */
    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 2, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates a topic if it does not exist. */
    public void createTopic(String topic, int partitions) {
        if (!topics().contains(topic)) {
            await(admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .toCompletionStage());
        }
    }

    public Set<String> topics() {
        return await(admin.listTopics().names().toCompletionStage());
    }

    /** Writes one record and waits for the broker's answer. */
    public void send(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    /** Writes one record with headers and waits for the broker's answer. */
    public void send(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    /** Writes one record and waits for the broker's answer. */
    public void send(ProducerRecord<String, byte[]> record) {
        sendAll(List.of(record));
    }

    /** Writes all records, then waits for the broker's answers. */
    public void sendAll(Iterable<ProducerRecord<String, byte[]>> records) {
        var pending = new ArrayList<java.util.concurrent.Future<?>>();
        records.forEach(record -> pending.add(producer.send(record)));
        producer.flush();
        pending.forEach(KafkaProbe::get);
    }

    /** Every committed record of the topic up to its present end; empty if there is no such topic. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        List<TopicPartition> partitions = partitionsOf(topic);
        if (partitions.isEmpty()) {
            return found;
        }
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Positions, not record counts: transaction markers take offsets too.
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    /** How many committed records the topic holds. */
    public long count(String topic) {
        return read(topic).size();
    }

    /**
     * Waits until the topic holds at least {@code count} committed records, and returns all of them.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if there are fewer after {@code atMost}
     */
    public List<ConsumerRecord<String, byte[]>> await(String topic, int count, Duration atMost) {
        return Awaitility.await(count + " records on " + topic)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> read(topic), records -> records.size() >= count);
    }

    /**
     * Waits for the first committed record that matches.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if there is none after {@code atMost}
     */
    public ConsumerRecord<String, byte[]> awaitMatch(
            String topic, Predicate<ConsumerRecord<String, byte[]>> matches, Duration atMost) {
        return Awaitility.await("a matching record on " + topic)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> read(topic).stream().filter(matches).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The sum of a group's committed offsets on a topic; 0 before its first commit. */
    public long committed(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets = await(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage());
        return offsets.entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic) && e.getValue() != null)
                .mapToLong(e -> e.getValue().offset())
                .sum();
    }

    /** A header's text, the last one of that name; null if there is none. */
    public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** All headers of a record as text, the last of each name. */
    public static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> texts = new HashMap<>();
        record.headers().forEach(h -> texts.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    /** A record's value as text. */
    public static String text(ConsumerRecord<?, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private List<TopicPartition> partitionsOf(String topic) {
        if (!topics().contains(topic)) {
            return List.of();
        }
        return await(admin.describeTopics(List.of(topic)).allTopicNames().toCompletionStage())
                .get(topic)
                .partitions()
                .stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .collect(Collectors.toList());
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        return get(stage.toCompletableFuture());
    }

    private static <T> T get(java.util.concurrent.Future<T> future) {
        try {
            return future.get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the broker refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer from the broker in " + CALL_TIMEOUT_S + " s", e);
        }
    }
}

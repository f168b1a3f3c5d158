package io.cuantovale.training.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the broker says about groups and topics. Every call waits at most the admin client's own timeout. */
final class KafkaOffsets {
    private final Admin admin;
    private final String prefix;

    /** @param prefix of the topics that are looked at */
    KafkaOffsets(Admin admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix;
    }

    /** @param oldest when the oldest record was written; {@link Instant#MAX} where there is none */
    record DeadLetters(long records, Instant oldest) {}

    /** Committed offsets by group, of topics with the prefix. */
    Map<String, Map<TopicPartition, Long>> committed() throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, Long>> found = new HashMap<>();
        for (var group : admin.listGroups().all().get()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> ours = offsets.entrySet().stream()
                    .filter(e -> e.getKey().topic().startsWith(prefix) && e.getValue() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().offset()));
            if (!ours.isEmpty()) {
                found.put(group.groupId(), ours);
            }
        }
        return found;
    }

    /** Where logs end. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.latest()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** What lies in every dead-letter topic, empty ones included. */
    Map<String, DeadLetters> deadLetters() throws ExecutionException, InterruptedException {
        List<String> topics = admin.listTopics().names().get().stream()
                .filter(t -> t.startsWith(prefix) && t.endsWith(".dlq"))
                .toList();
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(t -> t.partitions().stream().map(p -> new TopicPartition(t.name(), p.partition())))
                .toList();
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> oldest = offsets(partitions, OffsetSpec.forTimestamp(0));
        Map<String, DeadLetters> found = new HashMap<>();
        ends(partitions).forEach((partition, end) -> {
            long records = end - starts.get(partition).offset();
            long timestamp = oldest.get(partition).timestamp();
            DeadLetters here = new DeadLetters(
                    records, records == 0 || timestamp < 0 ? Instant.MAX : Instant.ofEpochMilli(timestamp));
            found.merge(
                    partition.topic(),
                    here,
                    (a, b) -> new DeadLetters(
                            a.records() + b.records(), a.oldest().isBefore(b.oldest()) ? a.oldest() : b.oldest()));
        });
        return found;
    }

    /** Age of the oldest record; zero where there is none. */
    static Duration age(DeadLetters letters, Instant now) {
        return letters.oldest().equals(Instant.MAX) ? Duration.ZERO : Duration.between(letters.oldest(), now);
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
                .all()
                .get();
    }
}

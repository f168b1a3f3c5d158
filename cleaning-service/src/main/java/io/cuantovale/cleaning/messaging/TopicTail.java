package io.cuantovale.cleaning.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads all partitions of some topics from positions that its owner keeps. For one thread at a time.
 *
 * <p>A position beyond a partition's end (the topic was made anew) goes back to the beginning, one before its beginning
 * (retention was quicker) moves on to it; both are logged.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicTail.class);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Consumer<String, byte[]> consumer;
    private final List<String> topics;
    private final ToLongFunction<TopicPartition> positions;
    private Set<TopicPartition> assigned = Set.of();

    /** @param positions next offset wanted per partition; 0 where nothing was read yet */
    public TopicTail(Consumer<String, byte[]> consumer, List<String> topics, ToLongFunction<TopicPartition> positions) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.positions = positions;
    }

    /** Reads what is there, waiting at most the given time. */
    public ConsumerRecords<String, byte[]> poll(Duration wait) {
        assignNewPartitions();
        return assigned.isEmpty() ? ConsumerRecords.empty() : consumer.poll(wait);
    }

    /** Next offset of every partition; transaction markers take offsets too. */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> at = new HashMap<>();
        assigned.forEach(partition -> at.put(partition, consumer.position(partition)));
        return at;
    }

    /** How many offsets lie between the positions and the committed ends. */
    public long behind() {
        assignNewPartitions();
        return consumer.endOffsets(assigned).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private void assignNewPartitions() {
        Set<TopicPartition> now = new HashSet<>();
        for (String topic : topics) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                now.add(new TopicPartition(topic, info.partition()));
            }
        }
        if (now.equals(assigned)) {
            return;
        }
        Set<TopicPartition> added = new HashSet<>(now);
        added.removeAll(assigned);
        consumer.assign(now);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(added);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        for (TopicPartition partition : added) {
            long wanted = positions.applyAsLong(partition);
            long beginning = beginnings.get(partition);
            long from = wanted < beginning || wanted > ends.get(partition) ? beginning : wanted;
            if (from != wanted && wanted > 0) {
                LOG.warnf("%s: position %d is outside the topic, reading on from %d", partition, wanted, from);
            }
            consumer.seek(partition, from);
        }
        assigned = Set.copyOf(now);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}

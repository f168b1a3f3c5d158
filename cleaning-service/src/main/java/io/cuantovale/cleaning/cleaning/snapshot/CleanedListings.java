package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.cleaning.cleaning.ScrapedPosition;
import io.cuantovale.cleaning.messaging.KafkaClients;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.events.MalformedEventException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the cleaned listings from the beginning up to the ends as they stood at first. */
@Singleton
public class CleanedListings {
    private static final Logger LOG = Logger.getLogger(CleanedListings.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final EventCodec codec;

    CleanedListings(KafkaClients clients, EventCodec codec) {
        this.clients = clients;
        this.codec = codec;
    }

    /**
     * Puts them on the workbench.
     *
     * @return where they end
     */
    Ends readInto(Workbench workbench) throws SQLException {
        try (Consumer<String, byte[]> consumer = clients.follower("cleaning-snapshot")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.LISTINGS_CLEANED.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // read_committed: the ends lie before any open transaction.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<Integer, Long> scraped = new TreeMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < ends.get(partition)) {
                        put(workbench, record);
                        ScrapedPosition.of(record.headers())
                                .ifPresent(at -> scraped.merge(at.partition(), at.offset() + 1, Math::max));
                    }
                }
            }
            Map<Integer, Long> offsets = new TreeMap<>();
            ends.forEach((partition, end) -> offsets.put(partition.partition(), end));
            return new Ends(offsets, scraped);
        }
    }

    /**
     * Where the listings of a dataset end.
     *
     * @param cleaned next offset per partition of the cleaned topic
     * @param scraped next offset per partition of the scraped topic
     */
    record Ends(Map<Integer, Long> cleaned, Map<Integer, Long> scraped) {}

    private void put(Workbench workbench, ConsumerRecord<String, byte[]> record) throws SQLException {
        if (record.value() == null) {
            workbench.remove(record.key(), record.partition(), record.offset());
            return;
        }
        try {
            workbench.add(
                    codec.decode(record.value(), ListingCleaned.class),
                    Events.contextOf(record.headers()).correlationId(),
                    record.partition(),
                    record.offset());
        } catch (MalformedEventException e) {
            LOG.warnf("%s-%d@%d is no cleaned listing: %s", record.topic(), record.partition(), record.offset(), e);
        }
    }
}

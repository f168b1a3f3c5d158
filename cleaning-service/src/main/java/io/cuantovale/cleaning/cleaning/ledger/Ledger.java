package io.cuantovale.cleaning.cleaning.ledger;

import io.cuantovale.cleaning.messaging.KafkaClients;
import io.cuantovale.cleaning.messaging.TopicTail;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.MalformedEventException;
import io.cuantovale.kit.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the scraped listings and their outcomes, and keeps exact tallies: amounts and positions move in one database
 * transaction, so that neither a kill nor a repeat makes them wrong.
 */
@Singleton
public class Ledger {
    /** Prefix of the tallies per rejection reason. */
    static final String REJECTED_BY = "rejected:";

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final String READER = "ledger";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);
    private static final Map<String, String> TALLIES = Map.of(
            Topic.LISTINGS_SCRAPED.topicName(), "scraped",
            Topic.LISTINGS_CLEANED.topicName(), "cleaned",
            Topic.LISTINGS_REJECTED.topicName(), "rejected",
            Topic.LISTINGS_SCRAPED.deadLetterName(), "dead_lettered");

    private final KafkaClients clients;
    private final LedgerTables tables;
    private final EventCodec codec;
    private final Clock clock;
    private @Nullable TopicTail tail;
    private Map<TopicPartition, Long> positions = Map.of();
    private volatile Instant lastChange;

    Ledger(KafkaClients clients, LedgerTables tables, EventCodec codec, Clock clock) {
        this.clients = clients;
        this.tables = tables;
        this.codec = codec;
        this.clock = clock;
        this.lastChange = clock.instant();
    }

    /** Reads on to the present ends, for a few seconds at most. */
    public synchronized void follow() {
        Instant until = clock.instant().plus(LONGEST_ROUND);
        try {
            TopicTail reading = open();
            while (clock.instant().isBefore(until)) {
                ConsumerRecords<String, byte[]> records = reading.poll(POLL);
                Map<TopicPartition, Long> reached = reading.positions();
                if (records.isEmpty() && reached.equals(positions)) {
                    return;
                }
                count(records, reached);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Stops following; the next round starts from the positions in the database. */
    public synchronized void close() {
        if (tail != null) {
            tail.close();
            tail = null;
        }
    }

    /** The tallies so far. */
    public Counts counts() {
        return Counts.of(tables.tallies());
    }

    /** How many new or changed cleaned listings there have been. */
    public long changes() {
        return tables.tallies().getOrDefault("changed", 0L);
    }

    /** When a new or changed listing was last seen; the start of the process before the first. */
    public Instant lastChange() {
        return lastChange;
    }

    private TopicTail open() {
        TopicTail open = tail;
        if (open == null) {
            positions = new HashMap<>(tables.positions(READER));
            open = new TopicTail(
                    clients.follower("cleaning-ledger"),
                    List.copyOf(TALLIES.keySet()),
                    partition -> positions.getOrDefault(partition, 0L));
            tail = open;
        }
        return open;
    }

    private void count(ConsumerRecords<String, byte[]> records, Map<TopicPartition, Long> reached) {
        Map<String, Long> amounts = new HashMap<>();
        Map<String, String> fingerprints = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() != null) {
                amounts.merge(TALLIES.get(record.topic()), 1L, Long::sum);
            }
            if (record.topic().equals(Topic.LISTINGS_REJECTED.topicName())) {
                reasons(record).forEach(code -> amounts.merge(REJECTED_BY + code, 1L, Long::sum));
            } else if (record.topic().equals(Topic.LISTINGS_CLEANED.topicName())) {
                fingerprint(record, fingerprints);
            }
        }
        tables.inTransaction(handle -> {
            Map<String, String> known = LedgerTables.known(handle, fingerprints.keySet());
            long changed = fingerprints.entrySet().stream()
                    .filter(e -> !e.getValue().equals(known.get(e.getKey())))
                    .count();
            LedgerTables.remember(handle, known, fingerprints);
            if (changed > 0) {
                amounts.put("changed", changed);
                lastChange = clock.instant();
            }
            LedgerTables.add(handle, amounts);
            reached.forEach((partition, to) -> {
                long from = positions.getOrDefault(partition, 0L);
                if (to != from) {
                    LedgerTables.move(handle, READER, partition, from, to);
                }
            });
        });
        positions = reached;
    }

    private void fingerprint(ConsumerRecord<String, byte[]> record, Map<String, String> fingerprints) {
        if (record.value() == null) {
            fingerprints.put(record.key(), "deleted");
            return;
        }
        try {
            ListingCleaned listing = codec.decode(record.value(), ListingCleaned.class);
            String photo = listing.photo() == null ? "" : listing.photo().sha256();
            fingerprints.put(listing.key(), listing.groupKey() + ":" + photo);
        } catch (MalformedEventException e) {
            LOG.warnf("%s-%d@%d is no cleaned listing: %s", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private static Set<String> reasons(ConsumerRecord<String, byte[]> record) {
        Set<String> codes = new HashSet<>();
        try {
            Json.mapper()
                    .readTree(record.value())
                    .path("reasons")
                    .forEach(reason -> codes.add(reason.path("code").asText("unknown")));
        } catch (IOException e) {
            LOG.warnf("%s-%d@%d is no JSON: %s", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
        return codes;
    }
}

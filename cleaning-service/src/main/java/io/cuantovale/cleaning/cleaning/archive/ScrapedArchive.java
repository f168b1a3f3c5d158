package io.cuantovale.cleaning.cleaning.archive;

import io.cuantovale.cleaning.cleaning.ledger.LedgerTables;
import io.cuantovale.cleaning.config.CleaningConfig;
import io.cuantovale.cleaning.messaging.KafkaClients;
import io.cuantovale.cleaning.messaging.TopicTail;
import io.cuantovale.contracts.Topic;
import io.cuantovale.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every scraped listing in the object store, in segments, beyond the topic's retention: a dataset can be rebuilt
 * from them.
 *
 * <p>A segment is {@code archive/listings.scraped/<partition>/<first offset>-<last offset>.ndjson.gz}. A crash between
 * writing a segment and remembering it leaves segments that overlap: readers go by the offsets in the lines.
 */
@Singleton
public class ScrapedArchive {
    /** Where segments lie. */
    public static final String PREFIX = "archive/listings.scraped/";

    private static final Logger LOG = Logger.getLogger(ScrapedArchive.class);
    private static final String READER = "archive";
    private static final Duration POLL = Duration.ofMillis(300);

    private final KafkaClients clients;
    private final LedgerTables tables;
    private final ObjectStore store;
    private final CleaningConfig.Archive config;
    private final Clock clock;
    private @Nullable TopicTail tail;
    private Map<TopicPartition, Long> positions = Map.of();
    private Instant lastRound = Instant.EPOCH;

    ScrapedArchive(KafkaClients clients, LedgerTables tables, ObjectStore store, CleaningConfig config, Clock clock) {
        this.clients = clients;
        this.tables = tables;
        this.store = store;
        this.config = config.archive();
        this.clock = clock;
    }

    /** Writes segments when enough records wait, or some have waited long enough. */
    public synchronized void followIfDue() {
        if (!config.enabled()) {
            return;
        }
        try {
            long waiting = open().behind();
            boolean old = !clock.instant().isBefore(lastRound.plus(config.maxAge()));
            if (waiting >= config.maxRecords() || waiting > 0 && old) {
                follow();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Writes segments of all records that wait. */
    public synchronized void follow() {
        lastRound = clock.instant();
        TopicTail reading = open();
        while (round(reading) > 0) {
            LOG.debug("A segment was filled; there may be more");
        }
    }

    /** Reads at most about one segment and writes what was read; returns how many records those were. */
    private int round(TopicTail reading) {
        Map<TopicPartition, List<ArchivedRecord>> segments = new HashMap<>();
        int count = 0;
        int polled;
        do {
            ConsumerRecords<String, byte[]> records = reading.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                segments.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
                        .add(ArchivedRecord.of(record));
            }
            polled = records.count();
            count += polled;
        } while (polled > 0 && count < config.maxRecords());
        Map<TopicPartition, Long> reached = reading.positions();
        segments.forEach(this::write);
        tables.inTransaction(handle -> reached.forEach((partition, to) -> {
            long from = positions.getOrDefault(partition, 0L);
            if (to != from) {
                LedgerTables.move(handle, READER, partition, from, to);
            }
        }));
        positions = reached;
        return count;
    }

    private void write(TopicPartition partition, List<ArchivedRecord> records) {
        String key = String.format(
                Locale.ROOT,
                "%s%d/%019d-%019d.ndjson.gz",
                PREFIX,
                partition.partition(),
                records.getFirst().offset(),
                records.getLast().offset());
        store.put(key, ArchivedRecord.segment(records));
        LOG.infof("Archived %d scraped listings as %s", records.size(), key);
    }

    private TopicTail open() {
        TopicTail open = tail;
        if (open == null) {
            positions = new HashMap<>(tables.positions(READER));
            open = new TopicTail(
                    clients.follower("cleaning-archive"),
                    List.of(Topic.LISTINGS_SCRAPED.topicName()),
                    partition -> positions.getOrDefault(partition, 0L));
            tail = open;
        }
        return open;
    }

    /**
     * Hands out the archived records of each partition before its limit, each once, in their order.
     *
     * @param limits next offset per partition; others are left out
     */
    public void replay(Map<Integer, Long> limits, Consumer<List<ConsumerRecord<String, byte[]>>> reader) {
        Map<Integer, Long> next = new HashMap<>();
        for (String key : store.list(PREFIX)) {
            List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
            for (ArchivedRecord record : ArchivedRecord.read(store.get(key))) {
                boolean wanted = record.offset() < limits.getOrDefault(record.partition(), 0L)
                        && record.offset() >= next.getOrDefault(record.partition(), 0L);
                if (wanted) {
                    batch.add(record.asConsumed());
                    next.put(record.partition(), record.offset() + 1);
                }
            }
            reader.accept(batch);
        }
    }

    /** Stops following; the next round starts from the positions in the database. */
    public synchronized void close() {
        if (tail != null) {
            tail.close();
            tail = null;
        }
    }
}

package io.cuantovale.cleaning.cleaning.ledger;

import io.cuantovale.state.StateDatabase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ledger's rows in the service's database. Blocking. */
@Singleton
public class LedgerTables {
    private final Jdbi jdbi;

    LedgerTables(StateDatabase database) {
        this.jdbi = database.jdbi();
    }

    /** Runs work in one transaction: all of it is kept, or nothing. */
    public void inTransaction(Consumer<Handle> work) {
        jdbi.useTransaction(work::accept);
    }

    /** All tallies by name. */
    public Map<String, Long> tallies() {
        return jdbi.withHandle(handle -> {
            Map<String, Long> tallies = new TreeMap<>();
            handle.createQuery("select name, amount from tally")
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(entry -> tallies.put(entry.getKey(), entry.getValue()));
            return tallies;
        });
    }

    /** Adds to tallies. */
    public static void add(Handle handle, Map<String, Long> amounts) {
        amounts.forEach((name, amount) -> {
            int updated = handle.createUpdate("update tally set amount = amount + :amount where name = :name")
                    .bind("name", name)
                    .bind("amount", amount.longValue())
                    .execute();
            if (updated == 0) {
                handle.createUpdate("insert into tally (name, amount) values (:name, :amount)")
                        .bind("name", name)
                        .bind("amount", amount.longValue())
                        .execute();
            }
        });
    }

    /** Up to where a reader has read; partitions that it has not read are missing. */
    public Map<TopicPartition, Long> positions(String reader) {
        return jdbi.withHandle(handle -> {
            Map<TopicPartition, Long> positions = new HashMap<>();
            handle.createQuery("select topic, partition_id, next_offset from topic_position where reader = :reader")
                    .bind("reader", reader)
                    .map((row, context) ->
                            Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)))
                    .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
            return positions;
        });
    }

    /**
     * Moves a reader on.
     *
     * @throws IllegalStateException when it does not stand at {@code from}: another replica read on meanwhile
     */
    public static void move(Handle handle, String reader, TopicPartition partition, long from, long to) {
        int moved = handle.createUpdate("update topic_position set next_offset = :to where reader = :reader"
                        + " and topic = :topic and partition_id = :partition and next_offset = :from")
                .bind("to", to)
                .bind("reader", reader)
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .bind("from", from)
                .execute();
        if (moved == 0) {
            int added = handle.createUpdate("insert into topic_position (reader, topic, partition_id, next_offset)"
                            + " values (:reader, :topic, :partition, :to) on conflict do nothing")
                    .bind("reader", reader)
                    .bind("topic", partition.topic())
                    .bind("partition", partition.partition())
                    .bind("to", to)
                    .execute();
            if (added == 0) {
                throw new IllegalStateException(
                        reader + " " + partition + ": not at " + from + " (expected: one reader at a time)");
            }
        }
    }

    /** What is known of listings; those never seen are missing. */
    public static Map<String, String> known(Handle handle, Collection<String> listings) {
        Map<String, String> known = new HashMap<>();
        if (!listings.isEmpty()) {
            handle.createQuery("select listing, fingerprint from known_listing where listing in (<listings>)")
                    .bindList("listings", listings)
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        }
        return known;
    }

    /**
     * Remembers listings.
     *
     * @param before what {@link #known} said of them
     */
    public static void remember(Handle handle, Map<String, String> before, Map<String, String> now) {
        PreparedBatch inserts =
                handle.prepareBatch("insert into known_listing (listing, fingerprint) values (:listing, :fingerprint)");
        PreparedBatch updates =
                handle.prepareBatch("update known_listing set fingerprint = :fingerprint where listing = :listing");
        now.forEach((listing, fingerprint) -> {
            String earlier = before.get(listing);
            if (!fingerprint.equals(earlier)) {
                (earlier == null ? inserts : updates)
                        .bind("listing", listing)
                        .bind("fingerprint", fingerprint)
                        .add();
            }
        });
        inserts.execute();
        updates.execute();
    }
}

package io.cuantovale.training.messaging;

import io.cuantovale.contracts.Topic;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.runs.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Events wait here until Kafka has them. They are written in the transaction that changes what they tell of, so that
 * neither can be without the other; the relay sends them in order, at least once, under an event id that stays the same.
 */
@ApplicationScoped
public class Outbox {
    private final Jdbi jdbi;
    private final Clock clock;

    public Outbox(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** An event that waits. */
    public record Waiting(long id, Topic topic, String key, String json, EventContext context) {}

    /** Adds an event to the caller's transaction. */
    public void add(Handle handle, Topic topic, String key, Object event, EventContext context) {
        handle.createUpdate("""
                        insert into outbox (topic, record_key, event, event_id, correlation_id, causation_id, created_at)
                        values (:topic, :key, :event, :eventId, :correlationId, :causationId, :now)
                        """)
                .bind("topic", topic.name())
                .bind("key", key)
                .bind("event", Rows.toJson(event))
                .bind("eventId", context.eventId())
                .bind("correlationId", context.correlationId())
                .bind("causationId", context.causationId())
                .bind("now", clock.instant())
                .execute();
    }

    /** The oldest waiting events, in the order of writing; the rows stay locked until the transaction ends. */
    public List<Waiting> oldest(Handle handle, int limit) {
        return handle.createQuery("select * from outbox order by id limit :limit for update")
                .bind("limit", limit)
                .map((row, context) -> new Waiting(
                        row.getLong("id"),
                        Topic.valueOf(row.getString("topic")),
                        row.getString("record_key"),
                        row.getString("event"),
                        new EventContext(
                                row.getString("event_id"),
                                row.getString("correlation_id"),
                                row.getString("causation_id"))))
                .list();
    }

    /** Kafka has the event. */
    public void sent(Handle handle, long id) {
        handle.createUpdate("delete from outbox where id = :id").bind("id", id).execute();
    }

    /** How many events wait. */
    public long waiting() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from outbox")
                .mapTo(Long.class)
                .one());
    }
}

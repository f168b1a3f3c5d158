package io.cuantovale.kit.events;

import com.github.f4b6a3.uuid.UuidCreator;
import org.jspecify.annotations.Nullable;

/**
 * Who an event is and what it belongs to.
 *
 * @param eventId unique; the idempotency key of the event
 * @param correlationId of the listing or request that it belongs to
 * @param causationId id of the event that this one answers; null for the first
 */
public record EventContext(
        String eventId, String correlationId, @Nullable String causationId) {

    /** The context of an event that nothing else caused: new ids (UUIDv7). */
    public static EventContext start() {
        return new EventContext(newId(), newId(), null);
    }

    /** The context of an event that nothing else caused, within an existing correlation. */
    public static EventContext startIn(String correlationId) {
        return new EventContext(newId(), correlationId, null);
    }

    /** The context of an event that answers another: a new id, the same correlation, caused by the other's id. */
    public static EventContext causedBy(EventContext cause) {
        return new EventContext(newId(), cause.correlationId(), cause.eventId());
    }

    private static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}

package io.cuantovale.training.messaging;

import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.events.MalformedEventException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands a record to its handler, decoded and under its correlation id. A record that is no event, or that the handler
 * calls {@link UnusableEventException unusable}, goes to the dead letters with the reason; trouble with the database is
 * waited out, since losing the record would lose the request.
 */
@ApplicationScoped
public class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 60;

    private final EventCodec codec;
    private final MutinyEmitter<byte[]> events;

    public Delivery(EventCodec codec, @Channel("events") MutinyEmitter<byte[]> events) {
        this.codec = codec;
        this.events = events;
    }

    /**
     * Returns when the record is dealt with for good.
     *
     * @throws RuntimeException when it is not; the channel's failure strategy decides
     */
    public <T> void deliver(ConsumerRecord<String, byte[]> record, Class<T> type, BiConsumer<T, EventContext> handler) {
        EventContext context = Events.contextOf(record.headers());
        Correlation.with(context.correlationId(), () -> {
            try {
                T event = codec.decode(record.value(), type);
                handle(event, context, handler);
            } catch (MalformedEventException e) {
                deadLetter(record, e.code(), e.detail());
            } catch (UnusableEventException e) {
                deadLetter(record, e.code(), String.valueOf(e.getMessage()));
            }
        });
    }

    private static <T> void handle(T event, EventContext context, BiConsumer<T, EventContext> handler) {
        for (int attempt = 1; ; attempt++) {
            try {
                handler.accept(event, context);
                return;
            } catch (UnusableEventException e) {
                throw e;
            } catch (RuntimeException e) {
                String state = sqlState(e);
                if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                    throw new UnusableEventException("unusable", String.valueOf(e.getMessage()));
                }
                if (attempt == ATTEMPTS || !pause()) {
                    throw e;
                }
                LOG.warnf("%s not handled, trying again: %s", event.getClass().getSimpleName(), e.getMessage());
            }
        }
    }

    private void deadLetter(ConsumerRecord<String, byte[]> record, String reason, String detail) {
        LOG.warnf("dead letter: %s-%d@%d: %s: %s", record.topic(), record.partition(), record.offset(), reason, detail);
        events.sendMessage(Events.deadLetterMessage(record, reason, detail))
                .await()
                .atMost(SEND_TIMEOUT);
    }

    private static @Nullable String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

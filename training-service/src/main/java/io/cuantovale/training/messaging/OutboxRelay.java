package io.cuantovale.training.messaging;

import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.Events;
import io.cuantovale.training.config.TrainingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends what waits in the outbox, oldest first, one after the other: an event leaves only when Kafka has its
 * predecessor, and is deleted only when Kafka has it. After a crash in between it is sent again under the same id.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final EventCodec codec;
    private final Events events;
    private final MutinyEmitter<byte[]> emitter;
    private final TrainingConfig config;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-relay").daemon(true).factory());

    public OutboxRelay(
            Jdbi jdbi,
            Outbox outbox,
            EventCodec codec,
            Events events,
            @Channel("events") MutinyEmitter<byte[]> emitter,
            TrainingConfig config) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.codec = codec;
        this.events = events;
        this.emitter = emitter;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.roles().contains(TrainingConfig.Role.REGISTRY)) {
            long millis = config.outbox().interval().toMillis();
            executor.scheduleWithFixedDelay(this::relayQuietly, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    private void relayQuietly() {
        try {
            while (relay() == BATCH) {
                LOG.debug("more events wait");
            }
        } catch (RuntimeException e) {
            if (!executor.isShutdown()) {
                LOG.warnf("events wait in the outbox: %s", e.getMessage());
            }
        }
    }

    /** Sends a batch; returns how many were sent. */
    int relay() {
        return jdbi.inTransaction(handle -> {
            List<Outbox.Waiting> waiting = outbox.oldest(handle, BATCH);
            int sent = 0;
            for (Outbox.Waiting next : waiting) {
                if (!send(next)) {
                    break;
                }
                outbox.sent(handle, next.id());
                sent++;
            }
            return sent;
        });
    }

    private boolean send(Outbox.Waiting next) {
        Object event = codec.decode(
                next.json().getBytes(StandardCharsets.UTF_8), next.topic().valueType());
        try {
            emitter.sendMessage(events.message(next.topic(), next.key(), event, next.context()))
                    .await()
                    .atMost(config.outbox().sendTimeout());
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "%s to %s waits: %s", next.context().eventId(), next.topic().topicName(), e.getMessage());
            return false;
        }
    }
}

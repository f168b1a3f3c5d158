package io.cuantovale.inference.messaging;

import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.inference.health.ModelsReady;
import io.cuantovale.inference.serving.model.ModelHost;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.events.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What promotions still have to be done: the latest of each task, tried again while its package cannot be fetched. */
final class Promotions {
    static final String CHAMPION = "champion";
    private static final Logger LOG = Logger.getLogger(Promotions.class);
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);

    private record Pending(ModelPromoted promoted, String correlationId, long notBeforeNanos, Duration nextDelay) {}

    private final EventCodec codec;
    private final ModelHost host;
    private final ModelsReady ready;
    private final Duration firstDelay;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    Promotions(EventCodec codec, ModelHost host, ModelsReady ready, Duration firstDelay) {
        this.codec = codec;
        this.host = host;
        this.ready = ready;
        this.firstDelay = firstDelay;
    }

    /** Takes a record in; a later one of the same task replaces an earlier one that was not applied. */
    void note(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            removed(record.key());
            return;
        }
        try {
            ModelPromoted promoted = codec.decode(record.value(), ModelPromoted.class);
            if (promoted.alias().equals(CHAMPION)) {
                String correlation = Events.contextOf(record.headers()).correlationId();
                pending.put(promoted.task(), new Pending(promoted, correlation, System.nanoTime(), firstDelay));
            }
        } catch (MalformedEventException e) {
            // No dead letter: the topic is read again by every replica at every start.
            LOG.errorf("%s-%d@%d left out: %s", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private void removed(String key) {
        String suffix = ":" + CHAMPION;
        if (key != null && key.endsWith(suffix)) {
            String task = key.substring(0, key.length() - suffix.length());
            pending.remove(task);
            host.remove(task);
        }
    }

    /** Applies what is due. */
    void apply() {
        List<Pending> due = new ArrayList<>(pending.values());
        for (Pending next : due) {
            if (System.nanoTime() - next.notBeforeNanos() >= 0) {
                Correlation.with(next.correlationId(), () -> apply(next));
            }
        }
    }

    private void apply(Pending next) {
        String task = next.promoted().task();
        if (host.apply(next.promoted()) == ModelHost.Outcome.FAILED) {
            Duration doubled = next.nextDelay().multipliedBy(2);
            pending.put(
                    task,
                    new Pending(
                            next.promoted(),
                            next.correlationId(),
                            System.nanoTime() + next.nextDelay().toNanos(),
                            doubled.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : doubled));
        } else {
            pending.remove(task);
        }
        ready.changed(host.status());
    }

    /** The topic was read to its end once. */
    void caughtUp() {
        ready.caughtUp(host.status());
    }
}

package io.cuantovale.gateway.messaging;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the platform what was predicted, without ever making a caller wait.
 *
 * <p>While Kafka is away records wait in a spool on disk, bounded; what does not fit is dropped and counted. A record
 * may be sent twice after trouble; readers know it by its prediction id.
 */
@ApplicationScoped
public class ServedPredictions {
    private static final Logger LOG = Logger.getLogger(ServedPredictions.class);
    private static final int IN_MEMORY = 2_000;
    private static final long IDLE_MILLIS = 1_000;

    private final Events events;
    private final Sender sender;
    private final DiskSpool spool;
    private final Counter dropped;
    private final BlockingQueue<ProducerRecord<String, byte[]>> queue = new ArrayBlockingQueue<>(IN_MEMORY);
    private volatile @Nullable Thread worker;
    private volatile boolean stopping;

    ServedPredictions(Events events, Sender sender, GatewayConfig config, MeterRegistry metrics) {
        this.events = events;
        this.sender = sender;
        try {
            this.spool = new DiskSpool(config.spool().folder(), config.spool().capacity());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "gateway.spool.folder: " + config.spool().folder() + " (expected: a writable folder)", e);
        }
        this.dropped = Counter.builder("cuantovale.gateway.served.dropped")
                .description("Served predictions that were dropped because the spool was full")
                .register(metrics);
        Gauge.builder("cuantovale.gateway.served.waiting", this, ServedPredictions::waiting)
                .description("Served predictions that wait for Kafka")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        worker = Thread.ofPlatform().daemon().name("served-predictions").start(this::work);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Thread running = worker;
        if (running != null) {
            running.join(TimeUnit.SECONDS.toMillis(8));
        }
    }

    /** Passes an event on, now or when Kafka is back; returns at once. */
    public void publish(PredictionServed event) {
        ProducerRecord<String, byte[]> record = events.record(
                Topic.PREDICTIONS_SERVED,
                event.task() + ":" + event.predictionId(),
                event,
                EventContext.startIn(Correlation.currentOrNew()));
        if (stopping || !queue.offer(record)) {
            keep(record);
        }
    }

    /** How many wait, in memory and on disk. */
    int waiting() {
        return queue.size() + spool.size();
    }

    private void work() {
        while (!stopping || !queue.isEmpty()) {
            try {
                ProducerRecord<String, byte[]> record = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (record != null) {
                    handOver(record);
                }
                if (spool.size() > 0 && queue.isEmpty() && !stopping) {
                    drain();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("Served predictions could not be passed on; they stay in the spool", e);
            }
        }
        sender.flush();
    }

    private void handOver(ProducerRecord<String, byte[]> record) {
        if (stopping || !sender.isWorking()) {
            keep(record);
            return;
        }
        sender.send(record, () -> keep(record));
    }

    /** Sends the oldest segment; it is deleted only when the broker has all of it. */
    private void drain() throws IOException, InterruptedException {
        var segment = spool.oldest().orElse(null);
        if (segment == null) {
            return;
        }
        if (sender.sendAll(
                segment.records().stream().map(ServedPredictions::record).toList())) {
            spool.delete(segment);
            LOG.infof(
                    "%d served predictions reached Kafka late; %d wait",
                    segment.records().size(), spool.size());
        } else {
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
        }
    }

    private void keep(ProducerRecord<String, byte[]> record) {
        try {
            if (!spool.add(waiting(record))) {
                dropped.increment();
            }
        } catch (IOException e) {
            dropped.increment();
            LOG.error("A served prediction could neither be sent nor kept", e);
        }
    }

    private static DiskSpool.Waiting waiting(ProducerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new DiskSpool.Waiting(record.topic(), record.key(), headers, record.value());
    }

    private static ProducerRecord<String, byte[]> record(DiskSpool.Waiting waiting) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(waiting.topic(), waiting.key(), waiting.value());
        waiting.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}

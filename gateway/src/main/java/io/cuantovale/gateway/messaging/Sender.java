package io.cuantovale.gateway.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** A producer that gives up within seconds, so that what it could not send is kept elsewhere. */
@ApplicationScoped
public class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final int BLOCK_MILLIS = 2_000;
    private static final int REQUEST_MILLIS = 3_000;
    private static final int DELIVERY_MILLIS = 6_000;

    private final KafkaProducer<String, byte[]> producer;
    private volatile boolean working = true;

    Sender(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Whether the last record, or the last trial, was taken by the broker. */
    boolean isWorking() {
        return working;
    }

    /**
     * Sends a record.
     *
     * @param failed runs when the broker did not take it, perhaps on the producer's own thread
     */
    void send(ProducerRecord<String, byte[]> record, Runnable failed) {
        try {
            producer.send(record, (metadata, e) -> {
                if (e == null) {
                    working = true;
                } else {
                    failed(e);
                    failed.run();
                }
            });
        } catch (RuntimeException e) {
            failed(e);
            failed.run();
        }
    }

    /** Sends all and waits; false when the broker did not take every one. */
    boolean sendAll(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        List<Future<?>> sent = new ArrayList<>(records.size());
        try {
            for (ProducerRecord<String, byte[]> record : records) {
                sent.add(producer.send(record));
            }
            boolean all = true;
            for (Future<?> future : sent) {
                all &= isTaken(future);
            }
            working = all;
            return all;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private boolean isTaken(Future<?> future) throws InterruptedException {
        try {
            future.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                // Would never be taken, and would hold up all behind it.
                LOG.errorf(
                        "Kafka takes no record of this size; it is dropped: %s",
                        e.getCause().getMessage());
                return true;
            }
            failed(e.getCause());
            return false;
        }
    }

    void flush() {
        producer.flush();
    }

    void stop(@Observes @Priority(5_000) ShutdownEvent event) {
        producer.close(Duration.ofSeconds(5));
    }

    private void failed(Throwable e) {
        if (working || !(e instanceof RetriableException)) {
            LOG.warnf("Kafka did not take a record: %s", e.toString());
        }
        working = false;
    }
}

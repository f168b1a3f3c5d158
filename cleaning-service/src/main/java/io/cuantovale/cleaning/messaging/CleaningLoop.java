package io.cuantovale.cleaning.messaging;

import io.cuantovale.cleaning.cleaning.Outcome;
import io.cuantovale.cleaning.cleaning.OutcomeMaker;
import io.cuantovale.cleaning.config.CleaningConfig;
import io.cuantovale.contracts.Topic;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers every scraped listing exactly once: outcomes and consumed offsets are one Kafka transaction.
 *
 * <p>Plain clients on a thread of their own. A failed transaction closes both clients and starts again from the
 * committed offsets, so that neither a broker that was away nor a fenced producer leaves it stuck or ahead.
 */
@ApplicationScoped
public class CleaningLoop {
    private static final Logger LOG = Logger.getLogger(CleaningLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final OutcomeMaker maker;
    private final CleaningMeters meters;
    private final Duration retryPause;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> current;
    private volatile @Nullable Thread thread;

    CleaningLoop(KafkaClients clients, OutcomeMaker maker, CleaningMeters meters, CleaningConfig config) {
        this.clients = clients;
        this.maker = maker;
        this.meters = meters;
        this.retryPause = config.retryPause();
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("cleaning-loop").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            running.join(CLOSE.multipliedBy(2));
        }
    }

    /** Whether the loop's thread is there. */
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void run() {
        while (!stopped()) {
            try {
                session();
            } catch (WakeupException e) {
                LOG.debug("Woken to stop");
            } catch (RuntimeException e) {
                meters.retried("transaction");
                LOG.warnf("Transaction not committed, starting again from the committed offsets: %s", e.toString());
                pause();
            }
        }
    }

    private void session() {
        Producer<String, byte[]> producer = clients.transactional();
        Consumer<String, byte[]> consumer = null;
        try {
            // Aborts what an earlier process of this name left open.
            producer.initTransactions();
            consumer = clients.groupMember();
            current = consumer;
            consumer.subscribe(List.of(Topic.LISTINGS_SCRAPED.topicName()));
            while (!stopped()) {
                step(consumer, producer);
            }
        } finally {
            current = null;
            producer.close(CLOSE);
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(CLOSE));
            }
        }
    }

    private void step(Consumer<String, byte[]> consumer, Producer<String, byte[]> producer) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        long from = System.nanoTime();
        List<Outcome> outcomes;
        try {
            outcomes = maker.outcomes(records);
        } catch (StoreException e) {
            meters.retried("store");
            LOG.warnf("%d listings wait for the object store: %s", records.count(), e.getMessage());
            rewind(consumer, records);
            pause();
            return;
        }
        commit(consumer, producer, records, outcomes);
        meters.committed(outcomes, Duration.ofNanos(System.nanoTime() - from));
        outcomes.forEach(outcome -> Correlation.with(outcome.correlationId(), () -> tell(outcome)));
    }

    private static void commit(
            Consumer<String, byte[]> consumer,
            Producer<String, byte[]> producer,
            ConsumerRecords<String, byte[]> records,
            List<Outcome> outcomes) {
        producer.beginTransaction();
        try {
            outcomes.forEach(outcome -> producer.send(outcome.message()));
            producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
            producer.commitTransaction();
        } catch (KafkaException e) {
            try {
                producer.abortTransaction();
            } catch (RuntimeException abort) {
                // The next session's initTransactions aborts it.
                e.addSuppressed(abort);
            }
            throw e;
        }
    }

    private static void rewind(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
    }

    private static void tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Cleaned cleaned -> LOG.info(cleaned.summary());
            case Outcome.Rejected rejected -> LOG.info(rejected.summary());
            case Outcome.DeadLettered dead -> LOG.warn(dead.summary());
        }
    }

    private void pause() {
        try {
            stop.await(retryPause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

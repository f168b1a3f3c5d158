package io.cuantovale.inference.messaging;

import io.cuantovale.contracts.Topic;
import io.cuantovale.inference.config.InferenceConfig;
import io.cuantovale.kit.events.EventCodec;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code models.promoted} from its beginning to its end, then follows it.
 *
 * <p>Every replica needs every record, so there is no consumer group and nothing is committed: the topic is compacted
 * and is the state. When the broker goes away, what is served stays.
 */
@ApplicationScoped
public class PromotionFollower {
    private static final Logger LOG = Logger.getLogger(PromotionFollower.class);
    private static final String TOPIC = Topic.MODELS_PROMOTED.topicName();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long PARTITIONS_CHECK_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<String, Object> kafka;
    private final Promotions promotions;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    PromotionFollower(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            InferenceConfig config,
            EventCodec codec,
            io.cuantovale.inference.serving.model.ModelHost host,
            io.cuantovale.inference.health.ModelsReady ready) {
        this.kafka = kafka;
        this.promotions = new Promotions(codec, host, ready, config.retryDelay());
    }

    /** After the topics were made. */
    void start(@Observes @Priority(2000) StartupEvent event) {
        thread = Thread.ofPlatform().name("promotions").daemon().start(this::run);
    }

    void stop(@Observes @Priority(20) ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        KafkaConsumer<String, byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        if (thread != null) {
            thread.join(CALL);
        }
    }

    private void run() {
        while (!isStopped()) {
            try (KafkaConsumer<String, byte[]> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("stopping");
            } catch (InterruptException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException e) {
                LOG.warnf("%s cannot be read, trying again: %s", TOPIC, e.getMessage());
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "inference-promotions");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL.toMillis()));
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<String, byte[]> from) {
        List<TopicPartition> partitions = partitions(from);
        while (partitions.isEmpty()) {
            LOG.debugf("%s is not there yet", TOPIC);
            pause();
            if (isStopped()) {
                return;
            }
            partitions = partitions(from);
        }
        from.assign(partitions);
        from.seekToBeginning(partitions);
        // Positions, not record counts: transaction markers take offsets too.
        Map<TopicPartition, Long> end = from.endOffsets(partitions, CALL);
        while (end.entrySet().stream().anyMatch(e -> from.position(e.getKey(), CALL) < e.getValue())) {
            ConsumerRecords<String, byte[]> records = from.poll(POLL);
            records.forEach(promotions::note);
            if (isStopped()) {
                return;
            }
        }
        promotions.apply();
        promotions.caughtUp();
        LOG.infof("read %s to its end", TOPIC);
        keepUp(from, partitions.size());
    }

    /** Ends when the topic has more partitions than before, to begin again. */
    private void keepUp(KafkaConsumer<String, byte[]> from, int partitions) {
        long checked = System.nanoTime();
        while (!isStopped()) {
            from.poll(POLL).forEach(promotions::note);
            promotions.apply();
            if (System.nanoTime() - checked > PARTITIONS_CHECK_NANOS) {
                checked = System.nanoTime();
                if (partitions(from).size() > partitions) {
                    return;
                }
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> from) {
        List<PartitionInfo> found = from.partitionsFor(TOPIC, CALL);
        return found.stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause() {
        try {
            stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.cuantovale.kit.topics;

import io.cuantovale.kit.health.BrokerSeen;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Meets the broker once and makes the topics that are missing; many services may do so at the same time.
 *
 * <p>Start-up waits for it, so that consumers find their topics, but not for ever: without a broker it goes on in the
 * background and the service is not ready until it succeeds.
 */
@ApplicationScoped
public class TopicCreator {
    private static final Logger LOG = Logger.getLogger(TopicCreator.class);
    private static final int CALL_MILLIS = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TopicsConfig config;
    private final BrokerSeen seen;
    private final Map<String, Object> kafka;
    private final CountDownLatch stop = new CountDownLatch(1);

    TopicCreator(TopicsConfig config, BrokerSeen seen, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.seen = seen;
        this.kafka = kafka;
    }

    /** Runs before the messaging channels subscribe (they start at 1000). */
    void start(@Observes @Priority(100) StartupEvent event) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name("topic-creator").start(() -> untilDone(done));
        try {
            done.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            LOG.warnf(
                    "kafka.bootstrap.servers: %s (expected: a broker within %s); starting without, not ready until"
                            + " there is one",
                    bootstrapServers(), config.patience());
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "topics could not be made: " + e.getCause().getMessage(), e.getCause());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stop.countDown();
    }

    private void untilDone(CompletableFuture<Void> done) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "topic-creator");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        try (AdminClient admin = AdminClient.create(settings)) {
            while (!attempt(admin)) {
                if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            seen.mark();
            done.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The broker at %s cannot be used", bootstrapServers());
            done.completeExceptionally(e);
        }
    }

    private Object bootstrapServers() {
        return kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private boolean attempt(AdminClient admin) throws InterruptedException {
        try {
            Set<String> present = admin.listTopics().names().get();
            if (config.create()) {
                createMissing(admin, present);
            }
            return true;
        } catch (ExecutionException e) {
            LOG.debugf(e, "No broker yet at %s", bootstrapServers());
            return false;
        }
    }

    private void createMissing(AdminClient admin, Set<String> present) throws InterruptedException, ExecutionException {
        List<NewTopic> missing = TopicPlan.topics(config.partitions(), config.replication()).stream()
                .filter(topic -> !present.contains(topic.name()))
                .toList();
        var results = admin.createTopics(missing).values();
        for (var result : results.entrySet()) {
            try {
                result.getValue().get();
                LOG.debugf("Made topic %s", result.getKey());
            } catch (ExecutionException e) {
                // Another service was quicker.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        if (!missing.isEmpty()) {
            LOG.infof("Made sure of %d topics", missing.size());
        }
    }
}

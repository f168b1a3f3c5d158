package io.cuantovale.cleaning.health;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** When the broker last answered. */
@Singleton
public class BrokerContact {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int CALL_MS = 3_000;

    private final Map<String, Object> settings;
    private final Clock clock;
    private @Nullable Admin admin;
    private volatile Instant answered = Instant.EPOCH;

    BrokerContact(@Identifier("default-kafka-broker") Map<String, Object> shared, Clock clock) {
        this.settings = new HashMap<>(shared);
        this.clock = clock;
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "cleaning-health");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MS);
    }

    /**
     * Asks the broker unless it answered a moment ago.
     *
     * @throws IllegalStateException when it does not answer
     */
    public synchronized void look() {
        if (clock.instant().isBefore(answered.plus(FRESH))) {
            return;
        }
        Admin asking = admin == null ? Admin.create(settings) : admin;
        admin = asking;
        try {
            asking.describeCluster().nodes().get(CALL_MS, TimeUnit.MILLISECONDS);
            answered = clock.instant();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("kafka: no answer from the broker (expected: one within 3 s)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time of the last answer; 1970 before the first. */
    public Instant lastAnswer() {
        return answered;
    }

    @PreDestroy
    void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}

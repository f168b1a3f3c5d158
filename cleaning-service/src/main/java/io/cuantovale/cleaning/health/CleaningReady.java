package io.cuantovale.cleaning.health;

import io.cuantovale.cleaning.messaging.CleaningLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the cleaning loop runs and the broker answered lately. */
@Readiness
@ApplicationScoped
public class CleaningReady implements HealthCheck {
    private static final Duration LATELY = Duration.ofSeconds(40);

    private final CleaningLoop loop;
    private final BrokerContact contact;
    private final Clock clock;

    CleaningReady(CleaningLoop loop, BrokerContact contact, Clock clock) {
        this.loop = loop;
        this.contact = contact;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        boolean lately = contact.lastAnswer().plus(LATELY).isAfter(clock.instant());
        return HealthCheckResponse.named("kafka")
                .withData("broker_last_answered", contact.lastAnswer().toString())
                .withData("loop_running", loop.isRunning())
                .status(lately && loop.isRunning())
                .build();
    }
}

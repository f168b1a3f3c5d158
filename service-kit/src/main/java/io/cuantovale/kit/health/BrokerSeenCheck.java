package io.cuantovale.kit.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the broker answered once. Whether it still does is each service's own matter. */
@Startup
@ApplicationScoped
public class BrokerSeenCheck implements HealthCheck {
    private final BrokerSeen broker;

    BrokerSeenCheck(BrokerSeen broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker seen").status(broker.seen()).build();
    }
}

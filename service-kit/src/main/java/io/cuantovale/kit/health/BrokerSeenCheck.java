package io.cuantovale.kit.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the broker answered once. Whether it still does is each service's own matter. */
@Startup
@ApplicationScoped
public class BrokerSeenCheck implements HealthCheck {
    private volatile boolean seen;

    /** The broker answered. */
    public void seen() {
        seen = true;
    }

    /** Whether the broker has answered since the start. */
    public boolean wasSeen() {
        return seen;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker seen").status(seen).build();
    }
}

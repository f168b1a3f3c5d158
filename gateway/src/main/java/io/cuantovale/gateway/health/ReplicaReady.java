package io.cuantovale.gateway.health;

import io.cuantovale.gateway.predictions.replica.Replicas;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: at least one inference replica can be reached. Kafka does not count: predictions go on without. */
@Readiness
@ApplicationScoped
public class ReplicaReady implements HealthCheck {
    private final Replicas replicas;

    ReplicaReady(Replicas replicas) {
        this.replicas = replicas;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("inference replica reachable")
                .status(replicas.anyReachable())
                .withData("replicas", replicas.size())
                .withData("ready", replicas.ready())
                .build();
    }
}

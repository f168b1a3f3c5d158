package io.cuantovale.kit.health;

import io.cuantovale.store.ObjectStore;
import io.cuantovale.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the object store answered once. */
@Startup
@ApplicationScoped
public class StoreSeenCheck implements HealthCheck {
    private final ObjectStore store;
    private volatile boolean seen;

    StoreSeenCheck(ObjectStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("store seen").withData("store", store.describe());
        if (!seen) {
            try {
                store.check();
                seen = true;
            } catch (StoreException e) {
                return response.down()
                        .withData("error", String.valueOf(e.getMessage()))
                        .build();
            }
        }
        return response.up().build();
    }
}

package io.cuantovale.inference.health;

import io.cuantovale.inference.serving.model.ModelHost.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once {@code models.promoted} was read to its end and every champion in it is loaded and warm; with none, ready.
 *
 * <p>Once ready, always ready: a broker or store that goes away later, or a promotion that is refused, changes nothing
 * about what is served. A replica that starts and cannot serve the champion is not ready, so that a rolling update
 * stops before it replaces those that can.
 */
@Readiness
@ApplicationScoped
public class ModelsReady implements HealthCheck {
    private volatile boolean caughtUp;
    private volatile boolean ready;
    private volatile List<TaskStatus> status = List.of();

    /** The topic was read to its end. */
    public void caughtUp(List<TaskStatus> now) {
        caughtUp = true;
        changed(now);
    }

    /** A promotion was applied or refused. */
    public void changed(List<TaskStatus> now) {
        status = List.copyOf(now);
        if (caughtUp && now.stream().allMatch(t -> t.served() != null)) {
            ready = true;
        }
    }

    public boolean isReady() {
        return ready;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("models").status(ready).withData("promotions_read", caughtUp);
        for (TaskStatus task : status) {
            response.withData(task.task(), task.served() == null ? "none" : task.served());
            if (task.problem() != null) {
                response.withData(task.task() + " " + task.announced(), task.problem());
            }
        }
        return response.build();
    }
}

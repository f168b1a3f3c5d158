package io.cuantovale.inference.health;

import io.cuantovale.inference.serving.model.ModelHost.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Readiness by {@link ModelsReady}; names the version that each task serves and why a newer one is not served. */
@Readiness
@ApplicationScoped
public class ModelsReadyCheck implements HealthCheck {
    private final ModelsReady models;

    ModelsReadyCheck(ModelsReady models) {
        this.models = models;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("models")
                .status(models.isReady())
                .withData("promotions_read", models.isCaughtUp());
        for (TaskStatus task : models.status()) {
            String served = task.served();
            response.withData(task.task(), served == null ? "none" : served);
            String problem = task.problem();
            if (problem != null) {
                response.withData(task.task() + " " + task.announced(), problem);
            }
        }
        return response.build();
    }
}

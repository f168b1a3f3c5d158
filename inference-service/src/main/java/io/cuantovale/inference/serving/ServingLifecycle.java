package io.cuantovale.inference.serving;

import io.cuantovale.inference.config.InferenceConfig;
import io.cuantovale.inference.serving.model.ModelHost;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Stops without a lost request, after the gRPC server: refuses new ones, waits for those under way, closes. */
@ApplicationScoped
public class ServingLifecycle {
    private static final Logger LOG = Logger.getLogger(ServingLifecycle.class);

    private final InferenceConfig config;
    private final InferenceServer server;
    private final ModelHost host;

    ServingLifecycle(InferenceConfig config, InferenceServer server, ModelHost host) {
        this.config = config;
        this.server = server;
        this.host = host;
    }

    void stop(@Observes @Priority(20) ShutdownEvent event) {
        if (!server.drain(config.drainTimeout().toNanos())) {
            LOG.warnf("requests were still running after %s", config.drainTimeout());
        }
        host.close();
    }
}

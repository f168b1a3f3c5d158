package io.cuantovale.gateway.predictions;

import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Lets in as much work as can be done at once and refuses the rest before it starts. */
@ApplicationScoped
public class Admission {
    private final Semaphore singles;
    private final Semaphore batches;

    Admission(GatewayConfig config, MeterRegistry metrics) {
        int single = config.limits().inFlight();
        int batch = config.limits().batches();
        this.singles = new Semaphore(single);
        this.batches = new Semaphore(batch);
        Gauge.builder("cuantovale.gateway.in.flight", singles, s -> single - s.availablePermits())
                .tag("kind", "single")
                .description("Requests at work")
                .register(metrics);
        Gauge.builder("cuantovale.gateway.in.flight", batches, s -> batch - s.availablePermits())
                .tag("kind", "batch")
                .description("Requests at work")
                .register(metrics);
    }

    /** A place that was taken; close to give it back. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A place for one prediction.
     *
     * @throws ProblemException 503 when all are taken
     */
    public Place single() {
        return take(singles, "predictions", Duration.ofSeconds(1));
    }

    /**
     * A place for a batch.
     *
     * @throws ProblemException 503 when all are taken
     */
    public Place batch() {
        return take(batches, "batches", Duration.ofSeconds(5));
    }

    private static Place take(Semaphore places, String what, Duration retryAfter) {
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    Problems.unavailable("overloaded", "as many " + what + " are at work as can be"), retryAfter, null);
        }
        return places::release;
    }
}

package io.cuantovale.cleaning.messaging;

import io.cuantovale.cleaning.cleaning.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Counts what came in and what came out; only of committed transactions. */
@Singleton
class CleaningMeters {
    private final MeterRegistry registry;
    private final Timer batch;

    CleaningMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batch = Timer.builder("cuantovale.cleaning.batch")
                .description("From polled to committed, per batch of scraped listings")
                .register(registry);
        for (String outcome : List.of("cleaned", "rejected", "dead_lettered")) {
            registry.counter("cuantovale.cleaning.listings", "outcome", outcome);
        }
    }

    void committed(List<Outcome> outcomes, Duration took) {
        registry.counter("cuantovale.cleaning.scraped").increment(outcomes.size());
        batch.record(took);
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Cleaned cleaned -> {
                    count("cleaned");
                    cleaned.warnings()
                            .forEach(code -> registry.counter("cuantovale.cleaning.warnings", "code", code)
                                    .increment());
                }
                case Outcome.Rejected rejected -> {
                    count("rejected");
                    rejected.reasons().stream()
                            .distinct()
                            .forEach(code -> registry.counter("cuantovale.cleaning.rejections", "reason", code)
                                    .increment());
                }
                case Outcome.DeadLettered dead -> {
                    count("dead_lettered");
                    registry.counter("cuantovale.cleaning.dead.letters", "reason", dead.reason())
                            .increment();
                }
            }
        }
    }

    /** A batch that will be tried again. */
    void retried(String cause) {
        registry.counter("cuantovale.cleaning.retried.batches", "cause", cause).increment();
    }

    private void count(String outcome) {
        registry.counter("cuantovale.cleaning.listings", "outcome", outcome).increment();
    }
}

package io.cuantovale.cleaning.messaging;

import io.cuantovale.cleaning.cleaning.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Counts what came in and what came out; only of committed transactions. */
@Singleton
class CleaningMeters {
    private final MeterRegistry registry;
    private final Counter scraped;
    private final Timer batch;

    CleaningMeters(MeterRegistry registry) {
        this.registry = registry;
        this.scraped = Counter.builder("cuantovale.cleaning.scraped")
                .description("Scraped records that got their outcome")
                .register(registry);
        this.batch = Timer.builder("cuantovale.cleaning.batch")
                .description("From polled to committed, per batch of scraped listings")
                .register(registry);
        // There from the start: a rate needs a zero to begin with.
        List.of("cleaned", "rejected", "dead_lettered").forEach(this::listings);
        List.of("store", "transaction").forEach(this::retries);
    }

    void committed(List<Outcome> outcomes, Duration took) {
        scraped.increment(outcomes.size());
        batch.record(took);
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Cleaned cleaned -> {
                    listings("cleaned").increment();
                    cleaned.warnings().forEach(code -> warnings(code).increment());
                }
                case Outcome.Rejected rejected -> {
                    listings("rejected").increment();
                    rejected.reasons().stream()
                            .distinct()
                            .forEach(code -> rejections(code).increment());
                }
                case Outcome.DeadLettered dead -> {
                    listings("dead_lettered").increment();
                    deadLetters(dead.reason()).increment();
                }
            }
        }
    }

    /** A batch that will be tried again, because of {@code store} or {@code transaction}. */
    void retried(String cause) {
        retries(cause).increment();
    }

    private Counter listings(String outcome) {
        return Counter.builder("cuantovale.cleaning.listings")
                .description("Scraped records by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter rejections(String reason) {
        return Counter.builder("cuantovale.cleaning.rejections")
                .description("Rejected listings by reason; one with several counts under each")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter warnings(String code) {
        return Counter.builder("cuantovale.cleaning.warnings")
                .description("Cleaned listings by what was mended or left out")
                .tag("code", code)
                .register(registry);
    }

    private Counter deadLetters(String reason) {
        return Counter.builder("cuantovale.cleaning.dead.letters")
                .description("Records that are no scraped listing, by reason")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter retries(String cause) {
        return Counter.builder("cuantovale.cleaning.retried.batches")
                .description("Batches that were tried again, by what failed")
                .tag("cause", cause)
                .register(registry);
    }
}

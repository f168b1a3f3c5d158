package io.cuantovale.training.health;

import io.cuantovale.training.learn.EpochMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What trainings report while they run; all names begin with {@code cuantovale_training_}. */
@ApplicationScoped
public class TrainingMeters {
    private static final String PREFIX = "cuantovale.training.";

    private final MeterRegistry meters;
    private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    public TrainingMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A run has ended: completed, failed, cancelled or requeued. */
    public void runEnded(String task, String trigger, String outcome, Duration duration) {
        Counter.builder(PREFIX + "runs")
                .description("Runs that ended, by outcome")
                .tags("task", task, "trigger", trigger, "outcome", outcome)
                .register(meters)
                .increment();
        Timer.builder(PREFIX + "run")
                .description("Duration of runs from being taken to their end")
                .tags("task", task, "outcome", outcome)
                .register(meters)
                .record(duration);
    }

    /** An epoch has ended. */
    public void epoch(String task, EpochMetrics epoch) {
        gauge("epoch", "Epochs finished by the latest run", Tags.of("task", task), epoch.epoch());
        String loss = "Loss after the latest epoch";
        gauge("loss", loss, Tags.of("task", task, "part", "train"), epoch.trainLoss());
        gauge("loss", loss, Tags.of("task", task, "part", "validation"), epoch.validationLoss());
        gauge(
                "validation.accuracy.ratio",
                "Share of validation rows classified right after the latest epoch",
                Tags.of("task", task),
                epoch.validationAccuracy());
        Timer.builder(PREFIX + "epoch.duration")
                .description("Duration of one pass over the training rows")
                .tags("task", task)
                .register(meters)
                .record(Duration.ofNanos((long) (epoch.seconds() * 1e9)));
    }

    /** One optimiser step has taken so many nanoseconds. */
    public void step(String task, long nanos) {
        Timer.builder(PREFIX + "step")
                .description("Duration of one optimiser step")
                .tags("task", task)
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The gate has decided: promoted, refused or awaiting_approval. */
    public void gateDecided(String task, String decision) {
        Counter.builder(PREFIX + "gate.decisions")
                .description("Decisions of the promotion gate")
                .tags("task", task, "decision", decision)
                .register(meters)
                .increment();
    }

    /** Listings, requests or feedback that the monitor has looked at. */
    public void observed(String task, String stream, int count) {
        Counter.builder(PREFIX + "drift.observations")
                .description("Observations that the drift monitor has taken")
                .tags("task", task, "stream", stream)
                .register(meters)
                .increment(count);
    }

    /** Feedback has joined a prediction, or found none. */
    public void feedback(String task, boolean joined) {
        Counter.builder(PREFIX + "feedback")
                .description("Feedback by whether it joined a prediction")
                .tags("task", task, "joined", Boolean.toString(joined))
                .register(meters)
                .increment();
    }

    /** Drift has persisted: feature, prediction or error. */
    public void driftDetected(String task, String stream, String tier) {
        Counter.builder(PREFIX + "drift.alarms")
                .description("Drift that persisted over several windows")
                .tags("task", task, "stream", stream, "tier", tier)
                .register(meters)
                .increment();
    }

    private void gauge(String name, String description, Tags tags, double value) {
        gauges.computeIfAbsent(name + tags, key -> {
                    AtomicReference<Double> holder = new AtomicReference<>(value);
                    Gauge.builder(PREFIX + name, holder, AtomicReference::get)
                            .description(description)
                            .tags(tags)
                            .register(meters);
                    return holder;
                })
                .set(value);
    }
}

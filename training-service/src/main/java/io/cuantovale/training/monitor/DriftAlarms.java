package io.cuantovale.training.monitor;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.DriftDetected;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.health.TrainingMeters;
import io.cuantovale.training.messaging.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Tells of drift that persists, and asks for a run where it may help. */
@ApplicationScoped
public class DriftAlarms {
    private static final Logger LOG = Logger.getLogger(DriftAlarms.class);

    private final Outbox outbox;
    private final DriftRetrain retrain;
    private final TrainingMeters meters;
    private final int windowsInARow;

    public DriftAlarms(Outbox outbox, DriftRetrain retrain, TrainingMeters meters, TrainingConfig config) {
        this.outbox = outbox;
        this.retrain = retrain;
        this.meters = meters;
        this.windowsInARow = config.monitor().windowsInARow();
    }

    /** @param before earlier windows of the row, newest first */
    void raise(Handle handle, Window window, List<Window> before, List<Finding> findings, EventContext context) {
        for (Finding finding : findings) {
            String why = why(finding);
            DriftDetected event = new DriftDetected(
                    window.task(),
                    window.modelVersion(),
                    window.stream(),
                    finding.tier(),
                    finding.quantity(),
                    finding.statistic(),
                    finding.value(),
                    finding.threshold(),
                    finding.sample(),
                    finding.referenceSample(),
                    windowsInARow,
                    window.openedAt(),
                    window.closedAt(),
                    why);
            outbox.add(handle, Topic.DRIFT_DETECTED, window.task(), event, context);
            meters.driftDetected(window.task(), window.stream(), finding.tier());
            LOG.warnf("drift of %s in %s: %s", window.task(), window.stream(), why);
        }
        // Features alone are no reason: the model may cope, and the error would tell if it did not.
        findings.stream()
                .filter(f -> !f.tier().equals(Tier.FEATURE.code()))
                .max((a, b) -> Integer.compare(rank(a), rank(b)))
                .ifPresent(worst -> {
                    List<Window> row =
                            Stream.concat(Stream.of(window), before.stream()).toList();
                    Instant start = row.stream()
                            .map(Window::openedAt)
                            .min(Instant::compareTo)
                            .orElseThrow();
                    String reason = "drift in " + window.stream() + " from " + window.source() + ", " + windowsInARow
                            + " windows in a row: " + why(worst);
                    retrain.want(handle, window.task(), reason, start, window.closedAt(), context);
                });
    }

    private static int rank(Finding finding) {
        return Tier.valueOf(finding.tier().toUpperCase(Locale.ROOT)).ordinal();
    }

    private static String why(Finding finding) {
        return switch (finding.statistic()) {
            case "mdape" ->
                String.format(
                        Locale.ROOT,
                        "the median error is %.1f %% over %d rows, it was %.1f %% (threshold %.1f %%)",
                        100 * finding.value(),
                        finding.sample(),
                        100 * finding.reference(),
                        100 * finding.threshold());
            case "coverage" ->
                String.format(
                        Locale.ROOT,
                        "the interval holds %.1f %% of %d rows, it held %.1f %% (threshold %.1f %%)",
                        100 * finding.value(),
                        finding.sample(),
                        100 * finding.reference(),
                        100 * finding.threshold());
            default ->
                String.format(
                        Locale.ROOT,
                        "%s is distributed unlike the training data, PSI %.3f over %d rows (threshold at this size %.3f)",
                        finding.quantity(),
                        finding.value(),
                        finding.sample(),
                        finding.threshold());
        };
    }
}

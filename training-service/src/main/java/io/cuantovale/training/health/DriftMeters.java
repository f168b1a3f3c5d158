package io.cuantovale.training.health;

import io.cuantovale.training.monitor.Finding;
import io.cuantovale.training.monitor.Window;
import io.cuantovale.training.monitor.WindowStore;
import io.cuantovale.training.registry.Model;
import io.cuantovale.training.registry.ModelStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The newest windows as gauges: every statistic with its threshold and its sample count. */
@ApplicationScoped
public class DriftMeters {
    private static final String PREFIX = "cuantovale.training.drift.";

    private final ModelStore models;
    private final WindowStore windows;
    private final MultiGauge values;
    private final MultiGauge divergences;
    private final MultiGauge thresholds;
    private final MultiGauge references;
    private final MultiGauge samples;
    private final MultiGauge drifted;
    private final MultiGauge windowSamples;
    private final MultiGauge tooFew;

    public DriftMeters(MeterRegistry meters, ModelStore models, WindowStore windows) {
        this.models = models;
        this.windows = windows;
        values = gauge(meters, "statistic", "Deciding statistic of the newest window: psi, mdape or coverage");
        divergences = gauge(meters, "jensen.shannon", "Jensen-Shannon divergence of the newest window, 0 to 1");
        thresholds = gauge(meters, "threshold", "Value that the statistic rarely passes without drift at this size");
        references = gauge(meters, "reference", "Value of the statistic in the reference");
        samples = gauge(meters, "sample.rows", "Observations behind the statistic");
        drifted = gauge(meters, "drifted", "1 where the newest window drifted, after correction");
        windowSamples = gauge(meters, "window.rows", "Observations in the newest window");
        tooFew = gauge(meters, "window.too.few", "1 where the newest window had too few observations to say anything");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(PREFIX + name).description(description).register(meters);
    }

    @Scheduled(every = "5s", identity = "drift-meters", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        List<Window> newest = new ArrayList<>();
        for (Model champion : models.champions()) {
            newest.addAll(windows.newest(champion.task(), champion.version()));
        }
        List<MultiGauge.Row<?>> value = new ArrayList<>();
        List<MultiGauge.Row<?>> divergence = new ArrayList<>();
        List<MultiGauge.Row<?>> threshold = new ArrayList<>();
        List<MultiGauge.Row<?>> reference = new ArrayList<>();
        List<MultiGauge.Row<?>> sample = new ArrayList<>();
        List<MultiGauge.Row<?>> drift = new ArrayList<>();
        for (Window window : newest) {
            for (Finding finding : window.findings()) {
                Tags tags = tags(window)
                        .and("quantity", finding.quantity(), "tier", finding.tier(), "statistic", finding.statistic());
                value.add(MultiGauge.Row.of(tags, finding.value()));
                threshold.add(MultiGauge.Row.of(tags, finding.threshold()));
                reference.add(MultiGauge.Row.of(tags, finding.reference()));
                sample.add(MultiGauge.Row.of(tags, finding.sample()));
                drift.add(MultiGauge.Row.of(tags, finding.drifted() ? 1 : 0));
                if (finding.jensenShannon() != null) {
                    divergence.add(MultiGauge.Row.of(tags, finding.jensenShannon()));
                }
            }
        }
        values.register(value, true);
        divergences.register(divergence, true);
        thresholds.register(threshold, true);
        references.register(reference, true);
        samples.register(sample, true);
        drifted.register(drift, true);
        windowSamples.register(
                newest.stream()
                        .<MultiGauge.Row<?>>map(w -> MultiGauge.Row.of(tags(w), w.sample()))
                        .toList(),
                true);
        tooFew.register(
                newest.stream()
                        .<MultiGauge.Row<?>>map(
                                w -> MultiGauge.Row.of(tags(w), w.state().equals(Window.TOO_FEW) ? 1 : 0))
                        .toList(),
                true);
    }

    private static Tags tags(Window window) {
        return Tags.of("task", window.task(), "stream", window.stream(), "source", window.source());
    }
}

package io.cuantovale.training.monitor;

import io.cuantovale.kit.events.EventContext;
import io.cuantovale.training.config.TrainingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Closes windows by count or time, compares them, and raises an alarm after several in a row. */
@ApplicationScoped
public class DriftWindows {
    private static final Logger LOG = Logger.getLogger(DriftWindows.class);

    private final Jdbi jdbi;
    private final WindowStore store;
    private final DriftAlarms alarms;
    private final TrainingConfig.Monitor config;
    private final Clock clock;

    public DriftWindows(Jdbi jdbi, WindowStore store, DriftAlarms alarms, TrainingConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.alarms = alarms;
        this.config = config.monitor();
        this.clock = clock;
    }

    /**
     * Closes the windows of a task that are full or old.
     *
     * @param comparison with the champion of that version
     * @return the windows that were closed
     */
    synchronized List<Window> closeDue(String task, String modelVersion, Comparison comparison) {
        return jdbi.inTransaction(handle -> {
            store.keepOnly(handle, task, modelVersion);
            List<Window> closed = new ArrayList<>();
            for (WindowStore.Open open : store.open(handle, task)) {
                long left = open.sample();
                while (left >= config.windowRows()) {
                    closed.add(close(handle, open.key(), comparison));
                    left -= config.windowRows();
                }
                if (left > 0 && left == open.sample() && isOld(open.since())) {
                    closed.add(close(handle, open.key(), comparison));
                }
            }
            return closed;
        });
    }

    private boolean isOld(Instant since) {
        return since.plus(config.windowTime()).isBefore(clock.instant());
    }

    private Window close(Handle handle, WindowStore.Key key, Comparison comparison) {
        List<WindowStore.Dated> rows = store.take(handle, key, config.windowRows());
        List<Observation> observations =
                rows.stream().map(WindowStore.Dated::observation).toList();
        boolean tooFew = observations.size() < config.minSample();
        List<Finding> findings = tooFew ? List.of() : comparison.of(observations);
        Instant opened =
                rows.stream().map(WindowStore.Dated::at).min(Instant::compareTo).orElseThrow();
        Instant last =
                rows.stream().map(WindowStore.Dated::at).max(Instant::compareTo).orElseThrow();
        boolean drifted = findings.stream().anyMatch(Finding::drifted);
        Window window = new Window(
                key.task(),
                key.modelVersion(),
                key.stream().code(),
                key.source(),
                opened,
                last,
                observations.size(),
                tooFew ? Window.TOO_FEW : drifted ? Window.DRIFTED : Window.OK,
                findings);
        List<Window> before = store.latest(handle, key, config.windowsInARow() - 1);
        List<Finding> persistent = before.size() < config.windowsInARow() - 1
                ? List.of()
                : findings.stream()
                        .filter(Finding::drifted)
                        .filter(finding -> before.stream().allMatch(earlier -> earlier.driftedLike(finding)))
                        .toList();
        Window named = persistent.isEmpty() ? window : window.in(Window.ALARM);
        store.save(handle, named);
        LOG.infof(
                "window of %d %s from %s for %s of %s: %s%s",
                named.sample(),
                key.stream().code(),
                key.source(),
                key.modelVersion(),
                key.task(),
                named.state(),
                drifted ? " in " + names(findings) : "");
        if (!persistent.isEmpty()) {
            alarms.raise(handle, named, before, persistent, EventContext.start());
        }
        return named;
    }

    private static List<String> names(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::drifted)
                .map(f -> f.quantity() + " (" + f.statistic() + ")")
                .toList();
    }
}

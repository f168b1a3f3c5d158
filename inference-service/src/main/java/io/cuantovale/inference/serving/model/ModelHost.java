package io.cuantovale.inference.serving.model;

import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All tasks' models. Promotions are applied by one thread at a time; requests may come from any.
 *
 * <p>Whatever goes wrong with a new version, the one before keeps serving.
 */
public final class ModelHost implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ModelHost.class);
    private static final long CLOSE_SECONDS = 5;

    /** What became of a promotion. */
    public enum Outcome {
        /** Loaded and served. */
        LOADED,
        /** It was the version before, still warm: served at once. */
        ROLLED_BACK,
        /** Already served. */
        UNCHANGED,
        /** Must not be served; trying again does not help. */
        REFUSED,
        /** Could not be fetched now; to be tried again. */
        FAILED
    }

    /**
     * What a task should serve and what it does serve.
     *
     * @param announced version of the last promotion
     * @param served version that answers; null while none could be loaded
     * @param problem why the announced one is not served; null when it is
     */
    public record TaskStatus(
            String task,
            String announced,
            @Nullable String served,
            @Nullable String problem) {}

    private record Announced(String version, @Nullable String problem) {}

    private final ModelLoader loader;
    private final MeterRegistry registry;
    private final MultiGauge info;
    private final Map<String, ModelSlot> slots = new ConcurrentSkipListMap<>();
    private final Map<String, Announced> announced = new ConcurrentSkipListMap<>();

    public ModelHost(ModelLoader loader, MeterRegistry registry) {
        this.loader = loader;
        this.registry = registry;
        this.info = MultiGauge.builder("cuantovale.inference.model.info")
                .description("Loaded model versions; state is current or previous")
                .register(registry);
    }

    /** The slot of a task; null for a task that was never announced. */
    public @Nullable ModelSlot slot(String task) {
        return slots.get(task);
    }

    /** Whether no model of any task is loaded. */
    public boolean isEmpty() {
        return slots.values().stream().allMatch(s -> s.current() == null);
    }

    /** Every announced task. */
    public List<TaskStatus> status() {
        return announced.entrySet().stream()
                .map(e -> {
                    ModelSlot slot = slots.get(e.getKey());
                    LoadedModel current = slot == null ? null : slot.current();
                    String served = current == null ? null : current.version();
                    return new TaskStatus(
                            e.getKey(),
                            e.getValue().version(),
                            served,
                            e.getValue().problem());
                })
                .toList();
    }

    /** Serves the promoted version, or keeps what is served and says why. */
    public synchronized Outcome apply(ModelPromoted promoted) {
        String task = promoted.task();
        ModelSlot slot = slots.computeIfAbsent(task, t -> new ModelSlot());
        long start = System.nanoTime();
        try {
            Outcome outcome = serve(slot, promoted);
            announced.put(task, new Announced(promoted.version(), null));
            if (outcome != Outcome.UNCHANGED) {
                LOG.infof(
                        "%s %s serves (%s, %d ms), promoted by %s: %s",
                        task,
                        promoted.version(),
                        outcome,
                        (System.nanoTime() - start) / 1_000_000,
                        promoted.decidedBy(),
                        promoted.reason());
            }
            count(task, outcome, "none", start);
            return outcome;
        } catch (RefusedPackageException e) {
            return keep(promoted, Outcome.REFUSED, e.reason().code(), e, start);
        } catch (StoreException | UncheckedIOException e) {
            return keep(promoted, Outcome.FAILED, "store", e, start);
        } catch (RuntimeException | LinkageError e) {
            LOG.errorf(e, "%s %s broke", task, promoted.version());
            return keep(promoted, Outcome.REFUSED, "broken", e, start);
        }
    }

    private Outcome serve(ModelSlot slot, ModelPromoted promoted) throws RefusedPackageException {
        Outcome outcome;
        if (slot.serves(promoted.version(), promoted.manifestSha256())) {
            return Outcome.UNCHANGED;
        } else if (slot.swapBack(promoted.version(), promoted.manifestSha256())) {
            outcome = Outcome.ROLLED_BACK;
        } else {
            slot.swap(loader.load(promoted));
            outcome = Outcome.LOADED;
        }
        publishInfo();
        return outcome;
    }

    private Outcome keep(ModelPromoted promoted, Outcome outcome, String reason, Throwable e, long start) {
        String task = promoted.task();
        announced.put(task, new Announced(promoted.version(), e.getMessage()));
        ModelSlot slot = slots.get(task);
        LoadedModel current = slot == null ? null : slot.current();
        LOG.warnf(
                "%s %s %s, %s serves on: %s",
                task, promoted.version(), outcome, current == null ? "no version" : current.version(), e.getMessage());
        count(task, outcome, reason, start);
        return outcome;
    }

    /** The alias was removed: the task has no champion any more. */
    public synchronized void remove(String task) {
        announced.remove(task);
        ModelSlot slot = slots.remove(task);
        if (slot != null) {
            slot.clear();
            publishInfo();
            LOG.infof("%s has no champion any more", task);
        }
    }

    private void count(String task, Outcome outcome, String reason, long startNanos) {
        Timer.builder("cuantovale.inference.swap")
                .description("Promotions applied, by outcome; how long it took until the version served")
                .tags("task", task, "outcome", outcome.name().toLowerCase(Locale.ROOT), "reason", reason)
                .register(registry)
                .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private void publishInfo() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        slots.forEach((task, slot) -> {
            List<LoadedModel> loaded = slot.loaded();
            for (int i = 0; i < loaded.size(); i++) {
                LoadedModel model = loaded.get(i);
                Tags tags = Tags.of(
                        "task",
                        task,
                        "version",
                        model.version(),
                        "state",
                        i == 0 ? "current" : "previous",
                        "device",
                        model.device());
                rows.add(MultiGauge.Row.of(tags, 1));
            }
        });
        info.register(rows, true);
    }

    /** Lets all models go and waits a little until requests under way have ended and the models are closed. */
    @Override
    public synchronized void close() {
        CompletableFuture<?>[] closing = slots.values().stream()
                .flatMap(slot -> slot.loaded().stream())
                .map(LoadedModel::closed)
                .toArray(CompletableFuture<?>[]::new);
        slots.values().forEach(ModelSlot::clear);
        CompletableFuture.allOf(closing)
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
        loader.close();
    }
}

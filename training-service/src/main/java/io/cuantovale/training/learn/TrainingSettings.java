package io.cuantovale.training.learn;

import io.cuantovale.training.task.TaskSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run may vary.
 *
 * @param network key of the task's networks
 * @param training the task's defaults with the run's own values
 * @param threads for PyTorch and ONNX Runtime
 * @param photoCache folder of decoded photos, shared by runs
 * @param trainSince rows scraped earlier are left out, of every part; null for all
 */
public record TrainingSettings(
        String network,
        TaskSpec.Training training,
        int threads,
        Path photoCache,
        @Nullable Instant trainSince) {

    /** The task's defaults. */
    public static TrainingSettings defaults(TaskSpec task, int threads, Path photoCache) {
        return new TrainingSettings(task.network(), task.training(), threads, photoCache, null);
    }

    /**
     * These settings with a run's configuration laid over them.
     *
     * @param configuration by the names of the task file's {@code training} section, plus {@code network} and
     *     {@code train_since} (ISO-8601)
     * @throws IllegalArgumentException naming key, value and what was expected
     */
    public TrainingSettings with(TaskSpec task, Map<String, ?> configuration) {
        Map<String, Object> rest = new LinkedHashMap<>(configuration);
        String chosen = network;
        Object name = rest.remove("network");
        if (name != null) {
            if (!task.networks().containsKey(name.toString())) {
                throw new IllegalArgumentException("network: " + name + " (expected: one of "
                        + task.networks().keySet() + ")");
            }
            chosen = name.toString();
        }
        Object since = rest.remove("train_since");
        TaskSpec.Training changed = Overrides.of(training, rest);
        return new TrainingSettings(chosen, changed, threads, photoCache, since == null ? trainSince : instant(since));
    }

    private static Instant instant(Object value) {
        BiFunction<Object, RuntimeException, IllegalArgumentException> bad = (v, e) ->
                new IllegalArgumentException("train_since: " + v + " (expected: a time like 2026-01-31T00:00:00Z)", e);
        try {
            return Instant.parse(value.toString());
        } catch (java.time.format.DateTimeParseException e) {
            throw bad.apply(value, e);
        }
    }
}

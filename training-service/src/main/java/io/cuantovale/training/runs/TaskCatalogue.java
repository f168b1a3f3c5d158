package io.cuantovale.training.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.training.config.TrainingConfig;
import io.cuantovale.training.learn.TrainingSettings;
import io.cuantovale.training.task.TaskFiles;
import io.cuantovale.training.task.TaskSpec;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All tasks, read and checked once at start: a task file that is not sound stops the service there. */
@Startup
@ApplicationScoped
public class TaskCatalogue {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final SortedMap<String, TaskSpec> tasks = new TreeMap<>();
    private final int threads;
    private final Path photoCache;

    public TaskCatalogue(TrainingConfig config) {
        TaskFiles files = new TaskFiles(config.tasksDir().orElse(null));
        files.names().forEach(name -> tasks.put(name, files.load(name)));
        this.threads = config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
        this.photoCache = config.workDir().resolve("photos");
    }

    public SortedSet<String> names() {
        return new TreeSet<>(tasks.keySet());
    }

    public List<TaskSpec> all() {
        return List.copyOf(tasks.values());
    }

    public Optional<TaskSpec> find(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    /** Threads for PyTorch and ONNX Runtime. */
    public int threads() {
        return threads;
    }

    /** Folder of decoded photos. */
    public Path photoCache() {
        return photoCache;
    }

    /**
     * The task's settings with a run's own laid over them.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public TrainingSettings settings(TaskSpec task, Map<String, String> configuration) {
        Map<String, Object> typed = new LinkedHashMap<>();
        configuration.forEach((name, value) -> typed.put(name, typed(value)));
        return TrainingSettings.defaults(task, threads, photoCache).with(task, typed);
    }

    /** What is wrong with a run's configuration, setting by setting; empty when nothing is. */
    public List<FieldProblem> problems(String task, Map<String, String> configuration) {
        TaskSpec spec = tasks.get(task);
        List<FieldProblem> problems = new ArrayList<>();
        configuration.forEach((name, value) -> {
            try {
                settings(spec, Map.of(name, value));
            } catch (IllegalArgumentException e) {
                problems.add(new FieldProblem("configuration." + name, value, expected(e.getMessage())));
            }
        });
        return problems;
    }

    /** Settings come as text; the task file's types want numbers and booleans, as YAML reads them. */
    private static Object typed(String value) {
        try {
            Object read = YAML.readValue(value, Object.class);
            return read == null ? value : read;
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    private static String expected(String message) {
        int at = message.indexOf("(expected: ");
        return at < 0 || !message.endsWith(")") ? message : message.substring(at + 11, message.length() - 1);
    }
}

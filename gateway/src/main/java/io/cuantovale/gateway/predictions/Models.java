package io.cuantovale.gateway.predictions;

import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.replica.InferenceClient;
import io.cuantovale.gateway.predictions.replica.InferenceException;
import io.cuantovale.gateway.predictions.replica.InferenceProblems;
import io.cuantovale.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the served models say about themselves, remembered for a while. */
@ApplicationScoped
public class Models {
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final InferenceClient client;
    private final GatewayConfig.Inference config;
    private final Clock clock;
    private final Map<String, Remembered> champions = new ConcurrentHashMap<>();
    private final Map<String, TaskModel> versions = new ConcurrentHashMap<>();

    Models(InferenceClient client, GatewayConfig config, Clock clock) {
        this.client = client;
        this.config = config.inference();
        this.clock = clock;
    }

    /**
     * The task's champion, as of a few seconds ago.
     *
     * @throws ProblemException 404 for an unknown task, 503 without champion or replica
     */
    public TaskModel champion(String task) {
        Remembered remembered = champions.get(task);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return remembered.model();
        }
        TaskModel model = fetch(task, "");
        champions.put(task, new Remembered(model, clock.instant().plus(config.metadataFor())));
        versions.put(key(task, model.version()), model);
        return model;
    }

    /** The champion, or nothing where there is none or nobody answers. */
    public Optional<TaskModel> championIfAny(String task) {
        try {
            return Optional.of(champion(task));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /**
     * The version that answered.
     *
     * @throws ProblemException 503 where nobody can say
     */
    TaskModel answering(String task, String version) {
        TaskModel known = versions.get(key(task, version));
        if (known != null) {
            return known;
        }
        champions.remove(task);
        TaskModel champion = champion(task);
        if (champion.version().equals(version)) {
            return champion;
        }
        TaskModel model = fetch(task, version);
        versions.put(key(task, version), model);
        return model;
    }

    private TaskModel fetch(String task, String version) {
        try {
            return TaskModel.of(client.metadata(task, version, DEADLINE));
        } catch (InferenceException e) {
            throw InferenceProblems.of(e, task);
        }
    }

    private static String key(String task, String version) {
        return task + ":" + version;
    }

    private record Remembered(TaskModel model, Instant until) {}
}

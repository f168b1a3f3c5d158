package io.cuantovale.training.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cuantovale.training.task.TaskFiles;
import io.cuantovale.training.task.TaskSpec;
import java.util.Map;

/** Lays a run's own values over a task's defaults, as strictly as task files are read. */
final class Overrides {
    private Overrides() {}

    static TaskSpec.Training of(TaskSpec.Training defaults, Map<String, ?> values) {
        try {
            return TaskFiles.overlay(defaults, values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(TaskFiles.explain("configuration", e), e);
        }
    }
}

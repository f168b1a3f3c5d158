package io.cuantovale.training.rest;

import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.training.runs.TaskCatalogue;
import io.cuantovale.training.task.TaskSpec;

/** Finds the task that a call names. */
final class Tasks {
    private Tasks() {}

    /** Answers 404 where there is no such task. */
    static TaskSpec require(TaskCatalogue tasks, String name) {
        return tasks.find(name)
                .orElseThrow(
                        () -> ProblemException.notFound("task: " + name + " (expected: one of " + tasks.names() + ")"));
    }
}

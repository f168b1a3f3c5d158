package io.cuantovale.training.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Folders and tasks of the service under test, all in a place of their own. */
public final class TrainingServiceSetup implements QuarkusTestResourceLifecycleManager {
    /** Tasks of the tests, each with a task of its own. */
    public static final String[] TASKS = {"loop", "twice", "worse", "better", "endless", "asked", "poor", "quiet"};

    @Override
    public Map<String, String> start() {
        try {
            Path root = Files.createTempDirectory("training-it");
            Sectors.writeTasks(root.resolve("tasks"), TASKS);
            return Map.of(
                    "cuantovale.training.tasks-dir", root.resolve("tasks").toString(),
                    "cuantovale.training.work-dir", root.resolve("work").toString(),
                    "cuantovale.training.queue.poll-interval", "100ms",
                    "cuantovale.training.queue.heartbeat", "200ms",
                    "cuantovale.training.outbox.interval", "50ms",
                    "cuantovale.training.volume.min-new-rows", "300",
                    "cuantovale.store.folder", root.resolve("store").toString(),
                    "cuantovale.state.h2.file", root.resolve("state").toString(),
                    "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The folders are temporary; the database is closed with the application.
    }
}

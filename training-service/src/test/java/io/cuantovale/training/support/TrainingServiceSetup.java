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
            Homes.writeTask(root.resolve("tasks"));
            return Map.ofEntries(
                    Map.entry(
                            "cuantovale.training.tasks-dir",
                            root.resolve("tasks").toString()),
                    Map.entry(
                            "cuantovale.training.work-dir", root.resolve("work").toString()),
                    Map.entry("cuantovale.training.queue.poll-interval", "100ms"),
                    Map.entry("cuantovale.training.queue.heartbeat", "200ms"),
                    Map.entry("cuantovale.training.outbox.interval", "50ms"),
                    Map.entry("cuantovale.training.volume.min-new-rows", "300"),
                    Map.entry("cuantovale.store.folder", root.resolve("store").toString()),
                    Map.entry("cuantovale.state.h2.file", root.resolve("state").toString()),
                    Map.entry("quarkus.http.test-port", "0"),
                    Map.entry("cuantovale.training.monitor.window-rows", "100"),
                    Map.entry("cuantovale.training.monitor.cool-down", "1s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The folders are temporary; the database is closed with the application.
    }
}

package io.cuantovale.training.learn;

import io.cuantovale.training.task.TaskFiles;
import io.cuantovale.training.task.TaskSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Task files for tests. */
final class SampleTasks {
    private SampleTasks() {}

    /** The built-in task with photos of a quarter of the side, so that tests are quick. */
    static TaskSpec homesWithSmallPhotos() {
        String yaml = resource("tasks/property-price.yaml");
        String small =
                yaml.replace("height: 192, width: 256", "height: 48, width: 64").replace("epochs: 18", "epochs: 20");
        return TaskFiles.parse("property-price.yaml", small);
    }

    /** Two numbers, three classes. */
    static TaskSpec tiny() {
        return TaskFiles.parse("tiny.yaml", resource("tasks/tiny.yaml"));
    }

    static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(SampleTasks.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

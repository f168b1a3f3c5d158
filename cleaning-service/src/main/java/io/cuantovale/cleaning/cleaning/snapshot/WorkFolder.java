package io.cuantovale.cleaning.cleaning.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that is gone with everything in it when the work is done. */
record WorkFolder(Path path) implements AutoCloseable {
    static WorkFolder in(Optional<Path> parent) throws IOException {
        String prefix = "cuantovale-snapshot-";
        if (parent.isEmpty()) {
            return new WorkFolder(Files.createTempDirectory(prefix));
        }
        Files.createDirectories(parent.get());
        return new WorkFolder(Files.createTempDirectory(parent.get(), prefix));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}

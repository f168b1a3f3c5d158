package io.cuantovale.local.launcher.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder with one JSON file per process that was started; the only ones that are ever stopped. */
public final class RunFolder {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Path dir;

    public RunFolder(Path dir) {
        this.dir = dir;
    }

    /** Writes a process down. */
    public void add(Running running) {
        try {
            Files.createDirectories(dir);
            Path temporary = dir.resolve(running.name() + ".tmp");
            JSON.writeValue(temporary.toFile(), running);
            Files.move(temporary, file(running.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + dir, e);
        }
    }

    /** Forgets a process. */
    public void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(name), e);
        }
    }

    /** The process of that name, if it still runs. */
    public Optional<Running> alive(String name) {
        return Optional.ofNullable(read(file(name))).filter(Running::isAlive);
    }

    /** All processes written down that still run. */
    public List<Running> alive() {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .map(RunFolder::read)
                    .filter(Objects::nonNull)
                    .filter(Running::isAlive)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + dir, e);
        }
    }

    /** Keeps a second {@code up} out for as long as this process lives; empty if another one holds the lock. */
    public Optional<FileLock> lock() {
        try {
            Files.createDirectories(dir);
            FileChannel channel =
                    FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + dir, e);
        }
    }

    private Path file(String name) {
        return dir.resolve(name + ".json");
    }

    private static @Nullable Running read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return JSON.readValue(file.toFile(), Running.class);
        } catch (IOException e) {
            // Half written by a launcher that was killed: it names no process that can be told for sure.
            return null;
        }
    }
}

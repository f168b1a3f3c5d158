package io.cuantovale.local.launcher.test;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a program to its end, its output into a log file and past a listener. */
final class Command {
    private final Path dir;
    private final Path log;

    Command(Path dir, Path log) {
        this.dir = dir;
        this.log = log;
    }

    /** @return the exit status */
    int run(List<String> command, Map<String, String> env, Consumer<String> onLine) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
            builder.environment().putAll(env);
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = builder.start();
            Thread onExit = new Thread(() -> {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            });
            Runtime.getRuntime().addShutdownHook(onExit);
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    BufferedWriter out =
                            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.write(line);
                    out.newLine();
                    onLine.accept(line);
                }
            }
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(onExit);
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
        }
    }
}

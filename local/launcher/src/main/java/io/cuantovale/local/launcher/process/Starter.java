package io.cuantovale.local.launcher.process;

import io.cuantovale.local.launcher.config.DataRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/** Starts a part as a process that outlives the launcher, in a session of its own so that Ctrl-C does not reach it. */
public final class Starter {
    private final RunFolder folder;
    private final DataRoot data;
    private final Clock clock;

    public Starter(RunFolder folder, DataRoot data, Clock clock) {
        this.folder = folder;
        this.data = data;
        this.clock = clock;
    }

    /**
     * Starts the part and writes it down.
     *
     * @throws UncheckedIOException if the program cannot be run
     */
    public Process start(Service service) {
        try {
            keepLastLog(service.log());
            ProcessBuilder builder = new ProcessBuilder(service.command())
                    .directory(data.state(service.part()).toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(service.log().toFile());
            // PyTorch's idle threads must sleep, not spin: many processes share the cores here.
            builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
            // It reports to its makers, and can end the process where there is no shell.
            builder.environment().putIfAbsent("ORT_DISABLE_TELEMETRY", "1");
            builder.environment().putAll(service.env());
            Process process = builder.start();
            ProcessStamp.of(process.pid())
                    .ifPresent(stamp -> folder.add(new Running(
                            service.part().id(),
                            stamp,
                            service.port(),
                            service.log().toString(),
                            data.dir().toString(),
                            clock.instant().toString())));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + service.part().id() + ": " + e.getMessage(), e);
        }
    }

    /** The log of the run before is kept beside the new one. */
    private static void keepLastLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package io.cuantovale.local.launcher.process;

import io.cuantovale.local.launcher.config.Part;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one part is started.
 *
 * @param command program and arguments
 * @param env variables added to the launcher's own
 * @param port the port that it listens on
 * @param ready answers 200 when it is ready; null for the broker, whose port is tried
 * @param log where its output goes
 */
public record Service(
        Part part,
        List<String> command,
        Map<String, String> env,
        int port,
        @Nullable URI ready,
        Path log) {}

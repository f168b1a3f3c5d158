package io.cuantovale.local.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The commit that the product is built from, for the manifests of models. */
final class Commit {
    private static final long TIMEOUT_S = 5;

    private Commit() {}

    /** {@code a1b2c3d4e5f6}, with {@code -dirty} if files have changed; empty where git or the history is missing. */
    static Optional<String> of(Path root) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = git.waitFor(TIMEOUT_S, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            // A machine without git: manifests say that the commit is unknown.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

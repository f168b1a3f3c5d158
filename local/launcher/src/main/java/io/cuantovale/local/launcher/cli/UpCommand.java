package io.cuantovale.local.launcher.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: builds what has changed, starts everything, shows the loop until a champion is served. */
@Command(
        name = "up",
        description = {
            "Builds what has changed and runs the product.",
            "Shows each stage from the first page to the served model. Ctrl-C or 'down' stops it. A second up keeps"
                    + " the data of the first."
        })
final class UpCommand implements Callable<Integer> {
    @Option(names = "--once", description = "Check one prediction through the public API, stop all, exit 0 or 1.")
    private boolean once;

    @Option(names = "--detach", description = "Return when the product is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--no-build", description = "Run what is packaged already; tests do, after their own build.")
    private boolean noBuild;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Use your own listings (docs/data-format.md), kept apart from the sample's.")
    private @Nullable Path data;

    @Option(names = "--listings", paramLabel = "N", description = "Advertisements of the built-in sample (480).")
    private @Nullable Integer listings;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        if (once && detach) {
            throw new IllegalArgumentException("--once and --detach: both (expected: one of them)");
        }
        if (listings != null && (listings < 40 || listings > 100_000)) {
            throw new IllegalArgumentException("--listings: " + listings + " (expected: 40 to 100000)");
        }
        UpOptions options = new UpOptions(
                once,
                detach,
                !noBuild,
                Optional.ofNullable(data),
                listings == null ? OptionalInt.empty() : OptionalInt.of(listings));
        return new Up(Context.ofScript(), options).run();
    }
}

package io.cuantovale.local.launcher.build;

import io.cuantovale.local.launcher.check.CheckFailure;
import io.cuantovale.local.launcher.config.Layout;
import io.cuantovale.local.launcher.config.Settings;
import io.cuantovale.local.launcher.show.Screen;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Builds with Maven what has changed since the last build, without tests; Maven has ended when this returns. */
public final class MavenBuild {
    private final Layout layout;
    private final Settings settings;
    private final Screen screen;
    private final String maven;

    /** @param maven the command, {@code mvn} or the wrapper */
    public MavenBuild(Layout layout, Settings settings, Screen screen, String maven) {
        this.layout = layout;
        this.settings = settings;
        this.screen = screen;
        this.maven = maven;
    }

    /**
     * Brings the modules at the given paths up to date.
     *
     * @return how many were built
     * @throws CheckFailure if the build fails, with Maven's first errors
     */
    public int run(List<String> paths) {
        ModuleGraph graph = ModuleGraph.read(layout.root());
        List<Module> modules = graph.closure(paths);
        List<String> options = settings.words(Settings.MAVEN_OPTIONS);
        List<String> surroundings = new ArrayList<>(options);
        surroundings.add(Runtime.version().toString());
        SourceHash hash = new SourceHash(layout.root(), graph, surroundings);
        BuildRecord record = new BuildRecord(layout.buildRecord());
        screen.start("Build");
        List<Module> changed = record.changed(modules, hash, graph.version());
        if (changed.isEmpty()) {
            screen.done("nothing has changed (" + modules.size() + " modules)");
            return 0;
        }
        modules.forEach(hash::of);
        record.forget(changed);
        BuildOutput output = maven(changed, options);
        record.built(modules, hash);
        screen.done(changed.size() + " of " + modules.size() + " modules built"
                + (output.downloads() > 0 ? ", " + output.downloads() + " files downloaded" : ""));
        return changed.size();
    }

    private BuildOutput maven(List<Module> changed, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                maven,
                "-B",
                "-Dstyle.color=never",
                "package",
                "-pl",
                changed.stream().map(Module::path).collect(Collectors.joining(",")),
                "-am",
                "-DskipTests",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true"));
        command.addAll(options);
        BuildOutput output = new BuildOutput();
        try {
            Files.createDirectories(layout.home());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(layout.root().toFile())
                    .redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            Thread onExit = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(onExit);
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    BufferedWriter log = Files.newBufferedWriter(layout.buildLog())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    log.write(line);
                    log.newLine();
                    output.accept(line);
                    screen.progress(output.done(), output.total(), output.text());
                }
            }
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(onExit);
            if (status != 0) {
                throw new CheckFailure(failure(output, status));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while building", e);
        }
    }

    private String failure(BuildOutput output, int status) {
        String errors = output.errors().stream()
                .filter(line -> Arrays.stream(new String[] {"To see the full", "Re-run Maven", "For more information"})
                        .noneMatch(line::startsWith))
                .collect(Collectors.joining("\n  "));
        return "Maven ended with status " + status + (errors.isEmpty() ? "" : ":\n  " + errors) + "\n  Whole output: "
                + layout.shown(layout.buildLog());
    }
}

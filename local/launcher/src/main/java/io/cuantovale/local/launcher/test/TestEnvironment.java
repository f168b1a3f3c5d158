package io.cuantovale.local.launcher.test;

import io.cuantovale.local.launcher.config.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What some tests need beside the JDK: Chromium and promtool from Debian where this runs as root on such a machine, and
 * onnxruntime from PyPI in an environment of its own. What cannot be had is said; the tests that need it skip, or fail
 * where {@code CI=true}.
 */
public final class TestEnvironment {
    private static final String ONNXRUNTIME = "onnxruntime==1.29.0";

    private static final String S3_GATEWAY = "github.com/versity/versitygw/cmd/versitygw@v1.8.0";

    private final Layout layout;
    private final Command command;
    private final Consumer<String> say;

    /** @param say takes what a person should know */
    TestEnvironment(Layout layout, Command command, Consumer<String> say) {
        this.layout = layout;
        this.command = command;
        this.say = say;
    }

    /** Installs what is missing. @return variables for the tests */
    Map<String, String> prepare() {
        List<String> packages = new ArrayList<>();
        if (find("chromium", "chromium-browser", "google-chrome").isEmpty()) {
            packages.add("chromium");
        }
        if (find("promtool").isEmpty()) {
            packages.add("prometheus");
        }
        if (find("mmdebstrap").isEmpty()) {
            packages.add("mmdebstrap");
        }
        boolean python = find("python3").isPresent() && canMakeVenv();
        if (!python) {
            packages.addAll(List.of("python3", "python3-venv"));
        }
        install(packages);
        Map<String, String> env = new LinkedHashMap<>();
        env.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        find("chromium", "chromium-browser", "google-chrome")
                .ifPresent(path -> env.put("CUANTOVALE_CHROMIUM", path.toString()));
        s3Gateway().ifPresent(path -> env.put("CUANTOVALE_TEST_S3_GATEWAY", path.toString()));
        pythonWithOnnxRuntime().ifPresent(path -> env.put("CUANTOVALE_PYTHON", path.toString()));
        return env;
    }

    private void install(List<String> packages) {
        if (packages.isEmpty()) {
            return;
        }
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || find("apt-get").isEmpty()) {
            say.accept("missing: " + String.join(", ", packages) + " (tests that need them skip). Install:"
                    + " apt-get install --no-install-recommends " + String.join(" ", packages));
            return;
        }
        say.accept("installing " + String.join(", ", packages));
        Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
        run(List.of("apt-get", "update", "-q"), quiet);
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
        install.addAll(packages);
        if (run(install, quiet) != 0) {
            say.accept("apt-get could not install " + String.join(", ", packages) + "; the log tells why");
        }
    }

    /** A real S3 endpoint over a folder, built from its Go module (three minutes, once). */
    private Optional<Path> s3Gateway() {
        Optional<Path> present = find("versitygw");
        if (present.isPresent()) {
            return present;
        }
        Path folder = layout.home().resolve("go-bin");
        Path built = folder.resolve("versitygw");
        if (Files.isExecutable(built)) {
            return Optional.of(built);
        }
        Optional<Path> go = find("go");
        if (go.isEmpty()) {
            say.accept("no Go toolchain to build " + S3_GATEWAY + "; tests against S3 skip");
            return Optional.empty();
        }
        say.accept("building " + S3_GATEWAY);
        Map<String, String> env = Map.of("GOBIN", folder.toString());
        return run(List.of(go.get().toString(), "install", S3_GATEWAY), env) == 0
                ? Optional.of(built)
                : Optional.empty();
    }

    private Optional<Path> pythonWithOnnxRuntime() {
        Path python = layout.venv().resolve("bin/python");
        Path done = layout.venv().resolve(ONNXRUNTIME);
        if (Files.exists(done)) {
            return Optional.of(python);
        }
        if (find("python3").isEmpty()) {
            return Optional.empty();
        }
        say.accept("installing " + ONNXRUNTIME + " from PyPI in " + layout.shown(layout.venv()));
        boolean made = run(List.of("python3", "-m", "venv", layout.venv().toString()), Map.of()) == 0
                && run(List.of(python.toString(), "-m", "pip", "install", "-q", ONNXRUNTIME, "numpy"), Map.of()) == 0
                && run(List.of("touch", done.toString()), Map.of()) == 0;
        if (!made) {
            say.accept("no " + ONNXRUNTIME + "; tests that need it skip");
            return Optional.empty();
        }
        return Optional.of(python);
    }

    private boolean canMakeVenv() {
        return run(List.of("python3", "-c", "import venv, ensurepip"), Map.of()) == 0;
    }

    private int run(List<String> line, Map<String, String> env) {
        return command.run(line, env, text -> {});
    }

    private static Optional<Path> find(String... names) {
        for (String name : names) {
            for (String dir :
                    System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
                Path path = Path.of(dir, name);
                if (Files.isExecutable(path)) {
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }
}

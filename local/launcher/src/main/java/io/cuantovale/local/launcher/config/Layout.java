package io.cuantovale.local.launcher.config;

import java.nio.file.Path;

/**
 * Where the local run keeps its files.
 *
 * @param root the repository
 * @param home {@code .cuantovale} in it, or what {@code CUANTOVALE_HOME} names
 */
public record Layout(Path root, Path home) {
    /** One JSON file per running process. */
    public Path run() {
        return home.resolve("run");
    }

    /** The hash of every module as it was last built. */
    public Path buildRecord() {
        return home.resolve("build.json");
    }

    /** Maven's whole output of the last build. */
    public Path buildLog() {
        return home.resolve("build.log");
    }

    /** Native libraries that DJL and JavaCPP unpack, shared by all data roots. */
    public Path natives() {
        return home.resolve("natives");
    }

    /** The Python environment of {@code ./cuantovale test}. */
    public Path venv() {
        return home.resolve("venv");
    }

    /** A path as a person would type it: seen from the repository when it lies in it. */
    public String shown(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}

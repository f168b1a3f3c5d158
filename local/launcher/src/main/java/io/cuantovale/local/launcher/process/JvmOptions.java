package io.cuantovale.local.launcher.process;

import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Layout;
import io.cuantovale.local.launcher.config.Part;
import java.util.ArrayList;
import java.util.List;

/** JVM options that keep seven processes on one small machine within 4 GB. */
final class JvmOptions {
    private JvmOptions() {}

    static List<String> of(Part part, String heap, Layout layout, DataRoot data) {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + heap,
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=64m",
                "-Dfile.encoding=UTF-8",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + data.tmp(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (part != Part.TRAINING && part != Part.INFERENCE) {
            // Quick to start; the two that compute for long keep the optimising compiler.
            options.add("-XX:TieredStopAtLevel=1");
        }
        if (part == Part.CLEANING || part == Part.TRAINING || part == Part.INFERENCE || part == Part.GATEWAY) {
            options.add("-DDJL_CACHE_DIR=" + layout.natives().resolve("djl"));
            options.add("-Dai.djl.offline=true");
            options.add("-Dorg.bytedeco.javacpp.cachedir=" + layout.natives().resolve("javacpp"));
        }
        if (part == Part.TRAINING || part == Part.INFERENCE) {
            // Tensors live in direct buffers, which wait for the collector: a limit makes it come in time.
            options.add("-XX:MaxDirectMemorySize=128m");
        }
        return options;
    }
}

package io.cuantovale.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a tool and fails with what it said. */
final class Processes {
    private Processes() {}

    /** @throws IOException with the command and its output when it is missing or exits with another code than 0 */
    static void run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + ": exit " + exit + " (expected: 0)\n" + output);
        }
    }
}

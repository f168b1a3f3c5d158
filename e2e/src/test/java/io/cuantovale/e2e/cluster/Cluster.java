package io.cuantovale.e2e.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A one-node Kubernetes for tests, brought up by the tool that {@code CUANTOVALE_TEST_KUBE} names (default {@code
 * ../shared/tools/kube} seen from the repository): its {@code build}, {@code up}, {@code load} and {@code down}.
 */
final class Cluster implements AutoCloseable {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final int NODE_PORT = 30080;
    static final int FORWARDED = 18099;
    private static final String VARIABLE = "CUANTOVALE_TEST_KUBE";
    private static final Path TOOL_DIR = Path.of(System.getProperty("user.home"), ".cache/kube");

    private final Path tool;
    private final Path state;

    private Cluster(Path tool, Path state) {
        this.tool = tool;
        this.state = state;
    }

    /** Skips the test where the tool is absent; where {@code CI=true} that is a failure. */
    static Cluster start() throws IOException, InterruptedException {
        String set = System.getenv().getOrDefault(VARIABLE, "");
        Path tool = (set.isBlank() ? ROOT.resolve("../shared/tools/kube") : Path.of(set)).normalize();
        if (!Files.isExecutable(tool.resolve("up"))) {
            String reason = tool + "/up is missing (expected: " + VARIABLE + " names the folder of a test cluster)";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(reason);
            }
            Assumptions.abort(reason);
        }
        Cluster cluster = new Cluster(tool, Files.createTempDirectory("cuantovale-kube-"));
        cluster.run(tool.resolve("build").toString());
        cluster.run(tool.resolve("up").toString());
        return cluster;
    }

    void load(List<Path> archives) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.resolve("load").toString()));
        archives.forEach(a -> command.add(a.toString()));
        run(command.toArray(String[]::new));
    }

    String helm(String... words) throws IOException, InterruptedException {
        return run(prepend(TOOL_DIR.resolve("bin/helm"), words));
    }

    String kubectl(String... words) throws IOException, InterruptedException {
        return run(prepend(TOOL_DIR.resolve("bin/kubectl"), words));
    }

    /** The gateway as seen from this machine, through the node port. */
    String gateway() {
        return "http://127.0.0.1:" + FORWARDED;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(tool.resolve("down").toString());
    }

    private static String[] prepend(Path program, String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "KUBE_TOOL_STATE",
                        state.toString(),
                        "KUBE_TOOL_PORT",
                        "16443",
                        "KUBE_TOOL_FORWARD",
                        "127.0.0.1:" + FORWARDED + "=127.0.0.1:" + NODE_PORT,
                        "KUBECONFIG",
                        state.resolve("pki/admin.conf").toString()));
        // Not a pipe: the tool leaves processes behind that would keep it open.
        Path output = Files.createTempFile("cuantovale-command-", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        int exit = process.waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + ": exit " + exit + " (expected: 0)\n" + text);
        }
        return text;
    }
}

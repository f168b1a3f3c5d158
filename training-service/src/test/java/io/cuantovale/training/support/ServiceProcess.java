package io.cuantovale.training.support;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The packaged service as a process of its own, as an operator runs it. */
public final class ServiceProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Path root;
    private final int port;
    private final Map<String, String> settings;
    private Process process;

    /**
     * @param root for everything that it keeps
     * @param settings properties of the service
     */
    public ServiceProcess(Path root, Map<String, String> settings) throws IOException {
        this.root = root;
        this.settings = settings;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    /** Starts it and returns when it is ready. */
    public ServiceProcess start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=128m",
                "-Dai.djl.offline=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=" + port,
                "-Dcuantovale.state.h2.file=" + root.resolve("state"),
                "-Dcuantovale.training.work-dir=" + root.resolve("work"),
                "-Dcuantovale.store.folder=" + root.resolve("store"),
                "-Dcuantovale.training.queue.poll-interval=100ms",
                "-Dcuantovale.training.queue.heartbeat=200ms"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DJL_CACHE_DIR", root.resolve("djl").toString());
        Path log = root.resolve("service.log");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the service has ended:\n" + read(log));
                    }
                })
                .ignoreExceptions()
                .until(() -> call().get("/q/health/ready").statusCode() == 200);
        return this;
    }

    /** A request to it. */
    public RequestSpecification call() {
        return RestAssured.given().baseUri("http://127.0.0.1").port(port);
    }

    /** Ends it at once, with nothing tidied. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(20))) {
            kill();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

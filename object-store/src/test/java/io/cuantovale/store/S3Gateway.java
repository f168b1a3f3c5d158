package io.cuantovale.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real S3 endpoint (versitygw) over a folder, as a process of its own. */
final class S3Gateway implements AutoCloseable {
    static final String ACCESS = "test-access";
    static final String SECRET = "test-secret-key";

    private final Process process;
    private final URI endpoint;

    private S3Gateway(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** The program: named by CUANTOVALE_TEST_S3_GATEWAY, on the path, or where Go puts what it builds. */
    static Optional<Path> binary() {
        String named = System.getenv("CUANTOVALE_TEST_S3_GATEWAY");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        Stream<Path> go = Stream.of(
                        Optional.ofNullable(System.getenv("GOBIN")),
                        Optional.of(System.getProperty("user.home") + "/go/bin"))
                .flatMap(Optional::stream)
                .map(Path::of);
        return Stream.concat(path, go)
                .map(folder -> folder.resolve("versitygw"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static S3Gateway start(Path binary, Path folder, String bucket) throws IOException {
        Files.createDirectories(folder.resolve(bucket));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(binary.toString(), "--port", "127.0.0.1:" + port, "posix", folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("gateway.log").toFile());
        builder.environment().put("ROOT_ACCESS_KEY", ACCESS);
        builder.environment().put("ROOT_SECRET_KEY", SECRET);
        return new S3Gateway(builder.start(), URI.create("http://127.0.0.1:" + port)).awaitOpen(port);
    }

    URI endpoint() {
        return endpoint;
    }

    private S3Gateway awaitOpen(int port) {
        Awaitility.await("S3 gateway").atMost(Duration.ofSeconds(20)).until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return this;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.cuantovale.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The product as a person runs it: {@code ./cuantovale up --data DIR}, on ports and in a folder of its own.
 *
 * <p>The command itself is killed as soon as its crawl runs. Whatever the tests then see came about by events alone:
 * nobody was left to drive it.
 */
public final class Product implements AutoCloseable {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Duration UNTIL_CRAWLING = Duration.ofMinutes(4);
    private static final Duration UNTIL_SERVED = Duration.ofMinutes(10);
    private static final Map<String, String> PORTS = Map.of(
            "CUANTOVALE_GATEWAY_PORT", "18080",
            "CUANTOVALE_SCRAPER_PORT", "18081",
            "CUANTOVALE_CLEANING_PORT", "18082",
            "CUANTOVALE_TRAINING_PORT", "18083",
            "CUANTOVALE_INFERENCE_PORT", "18084",
            "CUANTOVALE_INFERENCE_GRPC_PORT", "19084",
            "CUANTOVALE_PORTAL_PORT", "18090",
            "CUANTOVALE_BROKER_PORT", "29092",
            "CUANTOVALE_BROKER_CONTROLLER_PORT", "29093");

    private final Path home;
    private final Path data;
    private final Path output;
    private boolean commandKilledWhileCrawling;

    private Product(Path home, Path data) {
        this.home = home;
        this.data = data;
        this.output = home.resolve("up.txt");
    }

    /** Starts the product, kills the command, and waits until a champion is served. */
    static Product start() throws IOException, InterruptedException {
        Product product = new Product(Files.createTempDirectory("cuantovale-e2e-"), OwnListings.prepare());
        try {
            product.startAndKillTheCommand();
            Awaitility.await("a served champion; see " + product.home)
                    .atMost(UNTIL_SERVED)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> product.champion().isPresent());
            return product;
        } catch (RuntimeException | IOException | InterruptedException e) {
            product.close();
            throw e;
        }
    }

    private void startAndKillTheCommand() throws IOException, InterruptedException {
        Process up = command("up", "--data", data.toString(), "--no-build")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Awaitility.await("a running crawl; the command said:\n" + said())
                    .atMost(UNTIL_CRAWLING)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        if (!up.isAlive()) {
                            throw new IllegalStateException("up ended by itself:\n" + said());
                        }
                        return crawling();
                    });
            commandKilledWhileCrawling = up.isAlive();
        } finally {
            up.destroyForcibly();
            up.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private boolean crawling() {
        try {
            for (JsonNode crawl : Http.get(scraper() + "/v1/crawls").json()) {
                if (crawl.path("kind").asText().equals("crawl")
                        && crawl.path("pages_fetched").asInt() > 0) {
                    return true;
                }
            }
            return false;
        } catch (UncheckedIOException notUpYet) {
            return false;
        }
    }

    /** The version that the gateway serves as champion, if there is one. */
    public java.util.Optional<String> champion() {
        try {
            JsonNode models = Http.get(gateway() + "/v1/models").json();
            return java.util.Optional.of(models.at("/models/0/version").asText())
                    .filter(v -> !v.isEmpty());
        } catch (UncheckedIOException notUpYet) {
            return java.util.Optional.empty();
        }
    }

    /** Whether the command was alive, and so was killed, when its crawl had begun. */
    public boolean commandKilledWhileCrawling() {
        return commandKilledWhileCrawling;
    }

    public String gateway() {
        return url("CUANTOVALE_GATEWAY_PORT");
    }

    public String scraper() {
        return url("CUANTOVALE_SCRAPER_PORT");
    }

    public String cleaning() {
        return url("CUANTOVALE_CLEANING_PORT");
    }

    public String training() {
        return url("CUANTOVALE_TRAINING_PORT");
    }

    public String inference() {
        return url("CUANTOVALE_INFERENCE_PORT");
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + PORTS.get("CUANTOVALE_BROKER_PORT");
    }

    /** Addresses of every service, for checks that concern all. */
    public Map<String, String> services() {
        return Map.of(
                "scraper", scraper(),
                "cleaning", cleaning(),
                "training", training(),
                "inference", inference(),
                "gateway", gateway());
    }

    /** The folder object store. */
    public Path objects() {
        try (var folders = Files.list(home)) {
            return folders.map(f -> f.resolve("objects"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code ./cuantovale} with the given words and returns what it printed. */
    public String run(String... words) throws IOException, InterruptedException {
        Process process = command(words).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(
                    "./cuantovale " + String.join(" ", words) + ": exit " + exit + " (expected: 0)\n" + text);
        }
        return text;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down");
    }

    private ProcessBuilder command(String... words) {
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("cuantovale").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().putAll(PORTS);
        builder.environment().put("CUANTOVALE_HOME", home.toString());
        builder.environment()
                .put(
                        "CUANTOVALE_TRAINING_TASKS_DIR",
                        ROOT.resolve("e2e/src/test/tasks").toString());
        return builder;
    }

    private String said() {
        try {
            return Files.exists(output) ? Files.readString(output) : "(nothing)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(String port) {
        return "http://127.0.0.1:" + PORTS.get(port);
    }
}

package io.cuantovale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.Topic;
import io.cuantovale.domain.Split;
import io.cuantovale.e2e.product.Http;
import io.cuantovale.e2e.product.Http.Answer;
import io.cuantovale.e2e.product.Product;
import io.cuantovale.e2e.product.ProductExtension;
import io.cuantovale.testkit.KafkaProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A task that is nothing but a file (e2e/src/test/tasks/tiny.yaml) is trained and served beside the first. */
@ExtendWith(ProductExtension.class)
class SecondTaskE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASK = "tiny";
    private static final String VERSION = "d000001-tiny";
    private static final int ROWS = 900;
    private static final long SEED = 7;

    private final Product product;

    SecondTaskE2E(Product product) {
        this.product = product;
    }

    @Test
    void aTaskOfTwoNumbersAndThreeClassesIsTrainedPromotedAndServed() throws Exception {
        publishDataset();
        Awaitility.await("a served model of the task " + TASK)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> infer(0, 2).status() == 200);
        assertThat(winner(0, 2)).as("straight up is north").isZero();
        assertThat(winner(2, -1)).as("right is east").isEqualTo(1);
        assertThat(winner(-2, -1)).as("left is west").isEqualTo(2);
        assertThat(product.champion()).as("the first task is still served").isPresent();
    }

    private int winner(double x, double y) {
        JsonNode outputs = infer(x, y).json().path("outputs");
        for (JsonNode output : outputs) {
            if (output.path("name").asText().equals("probabilities")) {
                int best = 0;
                for (int i = 1; i < output.path("data").size(); i++) {
                    best = output.path("data").get(i).asDouble()
                                    > output.path("data").get(best).asDouble()
                            ? i
                            : best;
                }
                return best;
            }
        }
        throw new IllegalStateException("no probabilities in " + outputs);
    }

    private Answer infer(double x, double y) {
        return Http.postJson(product.inference() + "/v2/models/" + TASK + "/infer", """
                {"inputs": [{"name": "x", "datatype": "FP32", "shape": [1], "data": [%s]},
                            {"name": "y", "datatype": "FP32", "shape": [1], "data": [%s]}]}""".formatted(x, y));
    }

    private void publishDataset() throws Exception {
        Path folder = product.objects().resolve(ObjectKeys.dataset(TASK, VERSION));
        Files.createDirectories(folder);
        Path parquet = folder.resolve("data.parquet");
        write(parquet);
        Map<String, Object> manifest = Map.ofEntries(
                Map.entry("task", TASK),
                Map.entry("version", VERSION),
                Map.entry("content_hash", "00".repeat(32)),
                Map.entry("parquet_sha256", sha256(parquet)),
                Map.entry("rows", ROWS),
                Map.entry("rows_with_photo", 0),
                Map.entry("groups", ROWS),
                Map.entry("columns", List.of()),
                Map.entry("offsets", Map.of()),
                Map.entry("cleaning_version", "1"),
                Map.entry("split_seed", SEED),
                Map.entry("group_key", "group_key"),
                Map.entry("parts", Map.of()),
                Map.entry("classes", List.of()),
                Map.entry("statistics", List.of()),
                Map.entry("reason", "request"),
                Map.entry("created_at", Instant.now().toString()));
        JSON.writeValue(folder.resolve("manifest.json").toFile(), manifest);
        Map<String, Object> event = Map.of(
                "task",
                TASK,
                "version",
                VERSION,
                "content_hash",
                "00".repeat(32),
                "key",
                ObjectKeys.dataset(TASK, VERSION),
                "rows",
                ROWS,
                "rows_with_photo",
                0,
                "new_rows",
                ROWS,
                "reason",
                "request",
                "created_at",
                Instant.now().toString());
        String id = UUID.randomUUID().toString();
        try (KafkaProbe kafka = new KafkaProbe(product.bootstrapServers())) {
            kafka.send(
                    Topic.DATASETS_PUBLISHED.topicName(),
                    TASK,
                    JSON.writeValueAsBytes(event),
                    Map.of(
                            CloudEventAttributes.ID,
                            id,
                            CloudEventAttributes.SOURCE,
                            "/cuantovale/e2e",
                            CloudEventAttributes.TYPE,
                            Topic.DATASETS_PUBLISHED.topicName(),
                            CloudEventAttributes.SPEC_VERSION,
                            "1.0",
                            CloudEventAttributes.CORRELATION_ID,
                            id,
                            CloudEventAttributes.CONTENT_TYPE,
                            "application/json"));
        }
    }

    private static void write(Path parquet) throws SQLException {
        Random random = new Random(SEED);
        Split split = new Split(SEED);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create table t (listing varchar, group_key varchar, part varchar, scraped_at timestamp,"
                    + " correlation_id varchar, photo_key varchar, photo_sha256 varchar, x double, y double,"
                    + " sector varchar)");
            try (PreparedStatement insert =
                    duck.prepareStatement("insert into t values (?, ?, ?, now()::timestamp, ?, null, null, ?, ?, ?)")) {
                for (int i = 0; i < ROWS; i++) {
                    double x = random.nextGaussian();
                    double y = random.nextGaussian();
                    String group = "g%06d".formatted(i);
                    insert.setString(1, "points:" + i);
                    insert.setString(2, group);
                    insert.setString(3, split.partOf(group).id());
                    insert.setString(4, "c" + i);
                    insert.setDouble(5, x);
                    insert.setDouble(6, y);
                    insert.setString(7, y > Math.abs(x) ? "north" : x > 0 ? "east" : "west");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            statement.execute("copy (select * from t order by listing) to '" + parquet + "' (format parquet)");
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

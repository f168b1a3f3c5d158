package io.cuantovale.training.support;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.domain.Split;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.kit.events.Events;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.FolderStore;
import io.cuantovale.testkit.KafkaProbe;
import io.cuantovale.training.runs.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A tiny task, two numbers to three classes, with datasets that are written and announced as cleaning-service does it
 * for real ones. Any number of tasks of this kind may stand side by side, so that tests do not disturb each other.
 */
public final class Sectors {
    private static final String TASK_FILE = """
            task: %s
            title: Which third of the plane a point lies in
            features:
              - {name: x, kind: numeric, encoding: {transform: standardise}}
              - {name: y, kind: numeric, encoding: {transform: standardise}}
            target: {kind: classes, column: sector, classes: [{name: a}, {name: b}, {name: c}]}
            network: light
            networks: {light: {kind: light}}
            training: {epochs: 6, batch: 32, facts_batch: 32, learning_rate: 0.01, minimum_rows: 30,
              patience: 10000, schedule: constant}
            """;

    private final FolderStore store;
    private final KafkaProbe probe;
    private final EventCodec codec = new EventCodec();
    private final Events events = new Events(codec, "/cuantovale/test", Clock.systemUTC());

    public Sectors(Path storeFolder, KafkaProbe probe) {
        this.store = new FolderStore(storeFolder);
        this.probe = probe;
    }

    /** Writes a task file for each name. */
    public static void writeTasks(Path folder, String... names) {
        try {
            Files.createDirectories(folder);
            for (String name : names) {
                Files.writeString(folder.resolve(name + ".yaml"), TASK_FILE.formatted(name));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Stores a dataset; the same number gives the same rows. */
    public DatasetPublished store(String task, int number, int rows) {
        try {
            Path folder = Files.createTempDirectory("sectors");
            Path parquet = folder.resolve("data.parquet");
            write(parquet, rows, number);
            String version = "d%06d-0000".formatted(number);
            String key = ObjectKeys.dataset(task, version);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            DatasetManifest manifest = new DatasetManifest(
                    task,
                    version,
                    "00".repeat(32),
                    Checksums.sha256(parquet),
                    rows,
                    0,
                    rows,
                    List.of(),
                    Map.of(),
                    "1",
                    7,
                    "group_key",
                    Map.of(),
                    List.of(),
                    List.of(),
                    null,
                    "quiet",
                    now);
            store.put(key + "data.parquet", parquet);
            store.put(key + "manifest.json", Json.mapper().writeValueAsBytes(manifest));
            return new DatasetPublished(task, version, manifest.contentHash(), key, rows, 0, rows, "quiet", now);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Stores and announces a dataset. */
    public DatasetPublished publish(String task, int number, int rows) {
        DatasetPublished dataset = store(task, number, rows);
        send(Topic.DATASETS_PUBLISHED, task, dataset);
        return dataset;
    }

    public void send(Topic topic, String key, Object event) {
        probe.send(events.record(topic, key, event, EventContext.start()));
    }

    /** Events of a topic whose key begins so, in the order of the topic's partition. */
    public <T> List<T> read(Topic topic, String keyPrefix, Class<T> type) {
        return probe.read(topic.topicName()).stream()
                .filter(record -> record.key().startsWith(keyPrefix))
                .map(record -> codec.decode(record.value(), type))
                .toList();
    }

    public FolderStore objects() {
        return store;
    }

    private static void write(Path parquet, int rows, long seed) {
        Random random = new Random(seed);
        Split split = new Split(7);
        try (Connection duck = Duck.connect();
                var statement = duck.createStatement()) {
            statement.execute("create table t (listing varchar, group_key varchar, part varchar, scraped_at timestamp,"
                    + " correlation_id varchar, photo_key varchar, photo_sha256 varchar, x double, y double,"
                    + " sector varchar)");
            try (var insert = duck.prepareStatement("insert into t values (?, ?, ?, now(), ?, null, null, ?, ?, ?)")) {
                for (int i = 0; i < rows; i++) {
                    double x = random.nextGaussian();
                    double y = random.nextGaussian();
                    String id = "%06d".formatted(i);
                    insert.setString(1, "points:" + id);
                    insert.setString(2, "g" + id);
                    insert.setString(3, split.partOf("g" + id).id());
                    insert.setString(4, "c" + id);
                    insert.setDouble(5, x);
                    insert.setDouble(6, y);
                    insert.setString(7, y > Math.abs(x) ? "a" : x > 0 ? "b" : "c");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            statement.execute("copy (select * from t order by listing) to '" + parquet + "' (format parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

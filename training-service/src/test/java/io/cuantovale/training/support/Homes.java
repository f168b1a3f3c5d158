package io.cuantovale.training.support;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.domain.Split;
import io.cuantovale.kit.json.Json;
import io.cuantovale.store.FolderStore;
import io.cuantovale.training.runs.Checksums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small market of invented homes without photos: listings as the cleaned topic has them, and datasets of them. */
public final class Homes {
    /** The name of the task. */
    public static final String TASK = "small-homes";

    private static final String TASK_FILE = """
            task: small-homes
            title: Price of a home from three facts
            features:
              - {name: area_m2, kind: numeric, min: 25, max: 500, encoding: {transform: log-standardise}}
              - {name: rooms, kind: integer, min: 0, max: 4, clamp_above_max: true, encoding: {transform: one-hot}}
              - {name: building_type, kind: categorical, vocabulary: [apartment, house], encoding: {transform: one-hot}}
            target:
              kind: bins
              column: price_usd
              unit: USD
              scale: log
              level: 0.9
              estimate_output: estimate
              interval_output: interval
              classes: [{name: cheap, upper: 100000}, {name: dear}]
            baseline: {by: building_type}
            network: light
            networks: {light: {kind: light}}
            training: {epochs: 6, facts_batch: 32, learning_rate: 0.005, minimum_rows: 60}
            """;

    private final FolderStore store;
    private final Sectors events;
    private final List<ListingCleaned> listings = new ArrayList<>();
    private final Random random = new Random(5);

    public Homes(Path storeFolder, Sectors events) {
        this.store = new FolderStore(storeFolder);
        this.events = events;
    }

    /** Writes the task file. */
    public static void writeTask(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(TASK + ".yaml"), TASK_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New listings at a level of prices; they are in the next dataset. */
    public List<ListingCleaned> list(int count, double priceFactor) {
        List<ListingCleaned> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "%06d".formatted(listings.size() + 1);
            double area = Math.rint(30 + 120 * random.nextDouble());
            int rooms = random.nextInt(5);
            double price = 1500 * area * (1 + 0.05 * rooms) * Math.exp(0.1 * random.nextGaussian()) * priceFactor;
            ListingCleaned listing = new ListingCleaned(
                    "portal",
                    id,
                    "event-" + id,
                    Instant.now(),
                    "1",
                    area,
                    rooms,
                    1,
                    random.nextInt(4) == 0 ? "house" : "apartment",
                    "montevideo",
                    "montevideo/pocitos",
                    Math.round(price),
                    null,
                    "g" + id,
                    List.of());
            fresh.add(listing);
            listings.add(listing);
        }
        return fresh;
    }

    /** Sends listings as cleaning-service does. */
    public void publish(List<ListingCleaned> fresh) {
        fresh.forEach(listing -> events.send(Topic.LISTINGS_CLEANED, listing.key(), listing));
    }

    /** Stores and announces a dataset of all listings so far. */
    public DatasetPublished dataset(int number, long newRows) {
        try {
            Path parquet = Files.createTempDirectory("homes").resolve("data.parquet");
            write(parquet);
            String version = "d%06d-0000".formatted(number);
            String key = ObjectKeys.dataset(TASK, version);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            DatasetManifest manifest = new DatasetManifest(
                    TASK,
                    version,
                    "00".repeat(32),
                    Checksums.sha256(parquet),
                    listings.size(),
                    0,
                    listings.size(),
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
            DatasetPublished dataset = new DatasetPublished(
                    TASK, version, manifest.contentHash(), key, listings.size(), 0, newRows, "quiet", now);
            events.send(Topic.DATASETS_PUBLISHED, TASK, dataset);
            return dataset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path parquet) {
        Split split = new Split(7);
        try (Connection duck = Duck.connect();
                var statement = duck.createStatement()) {
            statement.execute(
                    "create table t (listing varchar, group_key varchar, part varchar, scraped_at timestamp,"
                            + " photo_key varchar, photo_sha256 varchar, area_m2 double, rooms bigint, building_type varchar, price_usd double)");
            try (var insert = duck.prepareStatement("insert into t values (?, ?, ?, ?, null, null, ?, ?, ?, ?)")) {
                for (ListingCleaned listing : listings) {
                    insert.setString(1, listing.key());
                    insert.setString(2, listing.groupKey());
                    insert.setString(3, split.partOf(listing.groupKey()).id());
                    insert.setTimestamp(4, Timestamp.from(listing.scrapedAt()));
                    insert.setDouble(5, listing.areaM2());
                    insert.setLong(6, listing.rooms());
                    insert.setString(7, listing.buildingType());
                    insert.setDouble(8, listing.priceUsd());
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

package io.cuantovale.training.learn;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.domain.Split;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.data.PhotoSource;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Datasets for tests: invented listings with drawn photos that show what the facts do not. */
final class SampleDataset {
    private static final List<String> PLACES = List.of(
            "montevideo/pocitos",
            "montevideo/centro",
            "montevideo/cordon",
            "montevideo/carrasco",
            "montevideo/malvin",
            "montevideo/prado",
            "canelones/atlantida",
            "maldonado/punta-del-este");
    private static final double[] LEVELS = {2600, 1900, 1950, 2900, 2300, 1500, 1300, 2700};

    private SampleDataset() {}

    /**
     * Invented homes. The drawn finish of the facade moves the price by up to 2.2 times, which no fact shows.
     *
     * @param shareWithPhoto 0 to 1
     */
    static DatasetFiles homes(Path folder, int rows, double shareWithPhoto, long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> photos = new HashMap<>();
        Split split = new Split(7);
        Path parquet = folder.resolve("data.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create table t (listing varchar, group_key varchar, part varchar, scraped_at timestamp,"
                    + " correlation_id varchar, photo_key varchar, photo_sha256 varchar, source varchar,"
                    + " area_m2 double, rooms bigint, bathrooms bigint, building_type varchar, department varchar,"
                    + " location varchar, price_usd double)");
            try (var insert = duck.prepareStatement("insert into t values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
                for (int i = 0; i < rows; i++) {
                    int place = random.nextInt(PLACES.size());
                    double area = Math.round(30 + Math.exp(random.nextGaussian() * 0.5 + 4));
                    area = Math.min(area, 480);
                    int rooms = (int) Math.clamp(Math.round(area / 32 - 0.5 + random.nextGaussian() * 0.4), 0, 4);
                    int baths = (int) Math.clamp(Math.round(area / 60 + random.nextGaussian() * 0.4), 1, 4);
                    boolean house = random.nextDouble() < 0.3;
                    double finish = random.nextDouble();
                    double price = Math.pow(area, 0.92)
                            * LEVELS[place]
                            * 1.35
                            * Math.exp(0.8 * (finish - 0.5) + 0.06 * random.nextGaussian())
                            * (house ? 0.93 : 1);
                    String listing = "sample:" + String.format("%06d", 100000 + i);
                    String sha = null;
                    if (random.nextDouble() < shareWithPhoto) {
                        byte[] jpeg = draw(finish, house, random);
                        sha = sha256(jpeg);
                        photos.put(ObjectKeys.photo(sha), jpeg);
                    }
                    insert.setString(1, listing);
                    insert.setString(2, "g" + i);
                    insert.setString(3, split.partOf("g" + i).id());
                    insert.setTimestamp(
                            4,
                            Timestamp.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i)));
                    insert.setString(5, "c" + i);
                    insert.setString(6, sha == null ? null : ObjectKeys.photo(sha));
                    insert.setString(7, sha);
                    insert.setString(8, "sample");
                    insert.setDouble(9, area);
                    insert.setLong(10, rooms);
                    insert.setLong(11, baths);
                    insert.setString(12, house ? "house" : "apartment");
                    insert.setString(13, PLACES.get(place).split("/")[0]);
                    insert.setString(14, PLACES.get(place));
                    insert.setDouble(15, Math.round(price));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            write(statement, parquet);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return files("property-price", parquet, rows, photos);
    }

    /** Two numbers, the second sometimes missing, and which of three sectors of the plane they fall into. */
    static DatasetFiles sectors(Path folder, int rows, long seed) {
        Random random = new Random(seed);
        Split split = new Split(7);
        Path parquet = folder.resolve("data.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create table t (listing varchar, group_key varchar, part varchar, scraped_at timestamp,"
                    + " photo_key varchar, photo_sha256 varchar, x double, y double, sector varchar)");
            try (var insert = duck.prepareStatement("insert into t values (?,?,?,now(),null,null,?,?,?)")) {
                for (int i = 0; i < rows; i++) {
                    double x = random.nextGaussian() * 3;
                    double y = random.nextGaussian();
                    double angle = Math.atan2(y * 3, x);
                    insert.setString(1, "s:" + String.format("%05d", i));
                    insert.setString(2, "g" + i);
                    insert.setString(3, split.partOf("g" + i).id());
                    insert.setDouble(4, x);
                    if (random.nextDouble() < 0.03) {
                        insert.setNull(5, java.sql.Types.DOUBLE);
                    } else {
                        insert.setDouble(5, y);
                    }
                    insert.setString(6, angle > Math.PI / 3 ? "north" : angle < -Math.PI / 3 ? "south" : "east");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            write(statement, parquet);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return files("tiny", parquet, rows, Map.of());
    }

    private static void write(Statement statement, Path parquet) throws SQLException {
        statement.execute("copy (select * from t order by listing) to '" + parquet + "' (format parquet)");
    }

    static DatasetFiles files(String task, Path parquet, long rows, Map<String, byte[]> photos) {
        PhotoSource source = key -> {
            byte[] bytes = photos.get(key);
            if (bytes == null) {
                throw new IllegalStateException("no photo " + key);
            }
            return bytes;
        };
        DatasetManifest manifest = new DatasetManifest(
                task,
                "test-1",
                "0".repeat(64),
                "0".repeat(64),
                rows,
                photos.size(),
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
                "test",
                Instant.EPOCH);
        return new DatasetFiles(parquet, manifest, source);
    }

    /** A facade whose colour, cracks and plants show its finish; sky, walls and windows vary freely. */
    static byte[] draw(double finish, boolean house, Random random) {
        int width = 320;
        int height = 240;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        int sky = 120 + random.nextInt(110);
        g.setColor(new Color(sky, sky, Math.min(255, sky + 20)));
        g.fillRect(0, 0, width, height);
        int left = 20 + random.nextInt(60);
        int top = house ? 90 + random.nextInt(30) : 15 + random.nextInt(30);
        int across = 180 + random.nextInt(60);
        int wall = 120 + random.nextInt(80);
        g.setColor(new Color(wall, wall, wall));
        g.fillRect(left, top, across, 200 - top);
        int columns = 3 + random.nextInt(3);
        for (int i = 0; i < columns; i++) {
            for (int y = top + 12; y < 180; y += 34) {
                g.setColor(new Color(60 + random.nextInt(30), 70, 90));
                g.fillRect(left + 10 + i * (across - 20) / columns, y, 20, 20);
            }
        }
        g.setStroke(new BasicStroke(2));
        g.setColor(new Color(70, 50, 40));
        int cracks = (int) Math.round((1 - finish) * 30);
        for (int i = 0; i < cracks; i++) {
            int x = left + random.nextInt(across);
            int y = top + random.nextInt(190 - top);
            g.drawLine(x, y, x + random.nextInt(20) - 10, y + random.nextInt(20));
        }
        g.setColor(new Color((int) (150 - 110 * finish), (int) (110 + 60 * finish), (int) (60 - 20 * finish)));
        g.fillRect(0, 200, width, 40);
        g.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints what a training says. */
    static ProgressListener printing(@Nullable StringBuilder into) {
        return new ProgressListener() {
            @Override
            public void stage(TrainingStage stage) {
                print(stage.toString());
            }

            @Override
            public void epoch(EpochMetrics m) {
                print(String.format(
                        "%3d train %.4f validation %.4f accuracy %.3f error %s rate %.5f %.1f s",
                        m.epoch(),
                        m.trainLoss(),
                        m.validationLoss(),
                        m.validationAccuracy(),
                        m.validationError() == null ? "-" : String.format("%.3f", m.validationError()),
                        m.learningRate(),
                        m.seconds()));
            }

            @Override
            public void message(String text) {
                print(text);
            }

            private void print(String line) {
                if (into == null) {
                    System.out.println(line);
                } else {
                    into.append(line).append('\n');
                }
            }
        };
    }
}

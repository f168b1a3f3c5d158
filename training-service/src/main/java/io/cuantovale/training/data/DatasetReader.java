package io.cuantovale.training.data;

import io.cuantovale.contracts.dataset.DatasetColumns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a dataset's Parquet file with the embedded DuckDB, in memory. */
public final class DatasetReader {
    private static final int FIXED = 6;

    private DatasetReader() {}

    /**
     * @param numbers columns to read as numbers
     * @param texts columns to read as text
     * @throws DatasetException naming what the file lacks
     */
    public static Table read(Path parquet, List<String> numbers, List<String> texts) {
        String file = "read_parquet('" + parquet.toAbsolutePath().toString().replace("'", "''") + "')";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("set threads = 2");
            statement.execute("set memory_limit = '512MB'");
            requireColumns(statement, file, parquet, numbers, texts);
            String columns = Stream.of(
                            Stream.of(
                                    DatasetColumns.LISTING,
                                    DatasetColumns.GROUP_KEY,
                                    DatasetColumns.PART,
                                    DatasetColumns.PHOTO_KEY,
                                    DatasetColumns.PHOTO_SHA256,
                                    "epoch_ms(" + DatasetColumns.SCRAPED_AT + ")"),
                            numbers.stream().map(c -> "cast(" + quoted(c) + " as double)"),
                            texts.stream().map(c -> "cast(" + quoted(c) + " as varchar)"))
                    .flatMap(s -> s)
                    .collect(Collectors.joining(", "));
            String sql = "select " + columns + " from " + file + " order by " + DatasetColumns.LISTING;
            try (ResultSet rows = statement.executeQuery(sql)) {
                return table(rows, numbers, texts);
            }
        } catch (SQLException e) {
            throw new DatasetException("cannot read " + parquet + ": " + e.getMessage(), e);
        }
    }

    private static void requireColumns(
            Statement statement, String file, Path parquet, List<String> numbers, List<String> texts)
            throws SQLException {
        Set<String> missing = new LinkedHashSet<>(List.of(
                DatasetColumns.LISTING,
                DatasetColumns.GROUP_KEY,
                DatasetColumns.PART,
                DatasetColumns.PHOTO_KEY,
                DatasetColumns.PHOTO_SHA256,
                DatasetColumns.SCRAPED_AT));
        missing.addAll(numbers);
        missing.addAll(texts);
        List<String> present = new ArrayList<>();
        try (ResultSet columns = statement.executeQuery("describe select * from " + file)) {
            while (columns.next()) {
                present.add(columns.getString(1));
            }
        }
        present.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new DatasetException(parquet.getFileName() + ": columns: " + present + " (expected: also " + missing
                    + ", as the task file names them)");
        }
    }

    private static Table table(ResultSet rows, List<String> numbers, List<String> texts) throws SQLException {
        List<String> listing = new ArrayList<>();
        List<String> group = new ArrayList<>();
        List<String> part = new ArrayList<>();
        List<@Nullable String> key = new ArrayList<>();
        List<@Nullable String> sha = new ArrayList<>();
        List<Long> scrapedAt = new ArrayList<>();
        Map<String, List<Double>> numeric = new LinkedHashMap<>();
        numbers.forEach(c -> numeric.put(c, new ArrayList<>()));
        Map<String, List<@Nullable String>> textual = new LinkedHashMap<>();
        texts.forEach(c -> textual.put(c, new ArrayList<>()));
        while (rows.next()) {
            listing.add(rows.getString(1));
            group.add(rows.getString(2));
            part.add(rows.getString(3));
            key.add(rows.getString(4));
            sha.add(rows.getString(5));
            scrapedAt.add(rows.getLong(FIXED));
            int column = FIXED + 1;
            for (List<Double> values : numeric.values()) {
                double value = rows.getDouble(column++);
                values.add(rows.wasNull() ? Double.NaN : value);
            }
            for (List<@Nullable String> values : textual.values()) {
                values.add(rows.getString(column++));
            }
        }
        Map<String, double[]> numberColumns = new LinkedHashMap<>();
        numeric.forEach((c, v) ->
                numberColumns.put(c, v.stream().mapToDouble(Double::doubleValue).toArray()));
        Map<String, @Nullable String[]> textColumns = new LinkedHashMap<>();
        textual.forEach((c, v) -> textColumns.put(c, v.toArray(new String[0])));
        return new Table(
                List.copyOf(listing),
                List.copyOf(group),
                List.copyOf(part),
                key.toArray(new String[0]),
                sha.toArray(new String[0]),
                scrapedAt.stream().mapToLong(Long::longValue).toArray(),
                numberColumns,
                textColumns);
    }

    private static String quoted(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }
}

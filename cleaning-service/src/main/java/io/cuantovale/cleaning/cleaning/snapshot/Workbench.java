package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.contracts.event.ListingCleaned;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.domain.Split;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * An embedded database, in memory, that turns cleaned listings into a dataset: the newest record of each listing, in a
 * total order, on one thread, so that equal listings give equal bytes. For one thread at a time, not for an event loop.
 */
final class Workbench implements AutoCloseable {
    private final DuckDBConnection database;
    private final DuckDBAppender arrivals;
    private final Split split;

    /**
     * @param memoryLimit of the database, for example {@code 256MB}; beyond it works in the folder
     * @param folder for work in progress
     */
    Workbench(String memoryLimit, Path folder, Split split) throws SQLException {
        this.split = split;
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", memoryLimit);
        settings.setProperty("temp_directory", folder.resolve("duckdb").toString());
        database = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        execute("create table arrived (" + Columns.definitions()
                + ", cleaning_version varchar, deleted boolean, at_partition integer, at_offset bigint)");
        arrivals = database.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "arrived");
    }

    /** Takes a cleaned listing; a later offset of the same listing replaces it. */
    void add(ListingCleaned listing, @Nullable String correlationId, int partition, long offset) throws SQLException {
        PhotoRef photo = listing.photo();
        arrivals.beginRow()
                .append(listing.key())
                .append(listing.groupKey())
                .append(split.partOf(listing.groupKey()).id())
                .append(listing.scrapedAt().atOffset(ZoneOffset.UTC).toLocalDateTime())
                .append(correlationId)
                .append(photo == null ? null : photo.key())
                .append(photo == null ? null : photo.sha256())
                .append(listing.source())
                .append(listing.areaM2())
                .append((long) listing.rooms())
                .append((long) listing.bathrooms())
                .append(listing.buildingType())
                .append(listing.department())
                .append(listing.location())
                .append((double) listing.priceUsd())
                .append(listing.cleaningVersion())
                .append(false)
                .append(partition)
                .append(offset)
                .endRow();
    }

    /** Takes a listing's removal. */
    void remove(String listing, int partition, long offset) throws SQLException {
        arrivals.beginRow().append(listing);
        for (int column = 1; column <= Columns.ALL.size(); column++) {
            arrivals.appendNull();
        }
        arrivals.append(true).append(partition).append(offset).endRow();
    }

    /** After the last arrival: keeps the newest of each listing, in the order of their ids. */
    void settle() throws SQLException {
        arrivals.close();
        execute("create table dataset as select * exclude (newest, deleted, at_partition, at_offset) from ("
                + "select *, row_number() over (partition by listing order by at_offset desc, at_partition) as newest"
                + " from arrived) where newest = 1 and not deleted order by listing");
        execute("drop table arrived");
    }

    /** Writes the dataset; the same rows give the same bytes with the same version of the database. */
    void writeParquet(Path file) throws SQLException {
        execute("copy (select " + Columns.names() + " from dataset order by listing) to '"
                + file.toString().replace("'", "''") + "' (format parquet, compression zstd)");
    }

    /** How many rows are new or changed (facts, price or photo) against an earlier dataset's file. */
    long newRowsSince(Path earlier) throws SQLException {
        return number("select count(*) from dataset d anti join read_parquet('"
                + earlier.toString().replace("'", "''") + "') e on d.listing = e.listing and d.group_key = e.group_key"
                + " and d.photo_sha256 is not distinct from e.photo_sha256");
    }

    /** One number; 0 for null. */
    long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Reads one of something per row. */
    <T> List<T> rows(String sql, Reader<T> reader) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = database.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(reader.read(row));
            }
        }
        return all;
    }

    /** Makes something of the row that a result stands at. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}

package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.cleaning.config.CleaningConfig;
import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.dataset.DatasetColumns;
import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.domain.Hashes;
import io.cuantovale.domain.PriceBands;
import io.cuantovale.domain.Split;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Freezes the cleaned listings into dataset versions. Blocking; one snapshot at a time. */
@Singleton
public class Snapshots {
    /** The task whose datasets this service makes. */
    public static final String TASK = "property-price";

    private static final Logger LOG = Logger.getLogger(Snapshots.class);
    private static final int HASH_DIGITS = 8;

    private final CleanedListings listings;
    private final SnapshotTable table;
    private final DatasetFiles files;
    private final CleaningConfig.Snapshots config;
    private final PriceBands bands;
    private final Clock clock;

    Snapshots(CleanedListings listings, SnapshotTable table, DatasetFiles files, CleaningConfig config, Clock clock) {
        this.listings = listings;
        this.table = table;
        this.files = files;
        this.config = config.snapshots();
        this.bands = new PriceBands(this.config.bands());
        this.clock = clock;
    }

    /**
     * Takes a snapshot of all cleaned listings as they stand now.
     *
     * @param reason {@code quiet}, {@code volume}, {@code request} or {@code schedule}
     */
    public synchronized SnapshotResult take(String reason) {
        try (WorkFolder folder = WorkFolder.in(config.workFolder().map(Path::of));
                Workbench workbench =
                        new Workbench(config.memoryLimit(), folder.path(), new Split(config.splitSeed()))) {
            CleanedListings.Ends ends = listings.readInto(workbench);
            workbench.settle();
            return freeze(workbench, folder.path(), ends, reason);
        } catch (SQLException e) {
            throw new IllegalStateException("snapshot: the embedded database failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("snapshot: the work folder failed", e);
        }
    }

    private SnapshotResult freeze(Workbench workbench, Path folder, CleanedListings.Ends ends, String reason)
            throws SQLException, IOException {
        DatasetDescription description = new DatasetDescription(workbench);
        long rows = description.rows();
        if (rows == 0) {
            return new SnapshotResult.Empty();
        }
        String hash = ContentHash.of(workbench);
        Snapshot previous = latest().orElse(null);
        if (previous != null && previous.contentHash().equals(hash)) {
            LOG.infof("Dataset %s already holds these %d listings: no new version", previous.version(), rows);
            return new SnapshotResult.Unchanged(previous);
        }
        Path parquet = folder.resolve(DatasetFiles.DATA);
        workbench.writeParquet(parquet);
        long sequence = previous == null ? 1 : previous.sequence() + 1;
        String version = String.format(Locale.ROOT, "d%06d-%s", sequence, hash.substring(0, HASH_DIGITS));
        DatasetManifest manifest = new DatasetManifest(
                TASK,
                version,
                hash,
                Hashes.sha256Hex(Files.readAllBytes(parquet)),
                rows,
                description.rowsWithPhoto(),
                description.groups(),
                Columns.ALL,
                ends.cleaned(),
                description.cleaningVersions(),
                config.splitSeed(),
                DatasetColumns.GROUP_KEY,
                description.parts(),
                description.classes(bands),
                description.statistics(),
                previous == null ? null : previous.version(),
                reason,
                clock.instant(),
                ends.scraped());
        files.put(manifest, parquet);
        Snapshot snapshot = snapshot(manifest, sequence, newRows(workbench, folder, previous, rows));
        table.add(snapshot, false);
        LOG.infof("Dataset %s: %d listings, %d new or changed (%s)", version, rows, snapshot.newRows(), reason);
        return new SnapshotResult.Taken(snapshot);
    }

    private long newRows(Workbench workbench, Path folder, @Nullable Snapshot previous, long rows) throws SQLException {
        if (previous == null) {
            return rows;
        }
        Path earlier = folder.resolve("earlier.parquet");
        files.download(TASK, previous.version(), earlier);
        return workbench.newRowsSince(earlier);
    }

    /** The newest version. A database that was lost learns the versions from the object store again. */
    private Optional<Snapshot> latest() {
        Optional<Snapshot> latest = table.latest(TASK);
        if (latest.isEmpty()) {
            List<DatasetManifest> manifests = files.manifests(TASK);
            for (DatasetManifest manifest : manifests) {
                long sequence = Long.parseLong(
                        manifest.version().substring(1, manifest.version().indexOf('-')));
                table.add(snapshot(manifest, sequence, 0), true);
            }
            latest = table.latest(TASK);
        }
        return latest;
    }

    private static Snapshot snapshot(DatasetManifest manifest, long sequence, long newRows) {
        return new Snapshot(
                manifest.task(),
                sequence,
                manifest.version(),
                manifest.contentHash(),
                ObjectKeys.dataset(manifest.task(), manifest.version()),
                manifest.rows(),
                manifest.rowsWithPhoto(),
                newRows,
                manifest.reason(),
                manifest.createdAt());
    }
}

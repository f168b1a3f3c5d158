package io.cuantovale.contracts.dataset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} beside a snapshot's {@code data.parquet}.
 *
 * @param contentHash SHA-256 over schema and logical rows in their order
 * @param parquetSha256 SHA-256 of the Parquet file
 * @param offsets next offset per partition of the cleaned topic that the snapshot stands at
 * @param splitSeed seed of the stable split
 * @param groupKey name of the column whose equal values stay in one part
 * @param parts rows per part: train, validation, calibration, test
 * @param classes bands with their row counts and loss weights, in order
 * @param statistics per column
 * @param scrapedOffsets next offset per partition of the scraped topic: replaying the archived listings before it under
 *     the cleaning version gives these rows again; empty where the writer did not know
 */
public record DatasetManifest(
        String task,
        String version,
        String contentHash,
        String parquetSha256,
        long rows,
        long rowsWithPhoto,
        long groups,
        List<Column> columns,
        Map<Integer, Long> offsets,
        String cleaningVersion,
        long splitSeed,
        String groupKey,
        Map<String, Long> parts,
        List<ClassCount> classes,
        List<ColumnStatistics> statistics,
        @Nullable String previousVersion,
        String reason,
        Instant createdAt,
        Map<Integer, Long> scrapedOffsets) {
    public DatasetManifest {
        scrapedOffsets = scrapedOffsets == null ? Map.of() : scrapedOffsets;
    }

    /** A manifest of rows that were not scraped. */
    public DatasetManifest(
            String task,
            String version,
            String contentHash,
            String parquetSha256,
            long rows,
            long rowsWithPhoto,
            long groups,
            List<Column> columns,
            Map<Integer, Long> offsets,
            String cleaningVersion,
            long splitSeed,
            String groupKey,
            Map<String, Long> parts,
            List<ClassCount> classes,
            List<ColumnStatistics> statistics,
            @Nullable String previousVersion,
            String reason,
            Instant createdAt) {
        this(
                task,
                version,
                contentHash,
                parquetSha256,
                rows,
                rowsWithPhoto,
                groups,
                columns,
                offsets,
                cleaningVersion,
                splitSeed,
                groupKey,
                parts,
                classes,
                statistics,
                previousVersion,
                reason,
                createdAt,
                Map.of());
    }

    public record Column(String name, String type) {}

    public record ClassCount(String name, long rows, double weight) {}

    /** Text columns have no mean and quantiles. */
    public record ColumnStatistics(
            String column,
            long nulls,
            long distinct,
            @Nullable String min,
            @Nullable String max,
            @Nullable Double mean,
            @Nullable Double q25,
            @Nullable Double q50,
            @Nullable Double q75) {}
}

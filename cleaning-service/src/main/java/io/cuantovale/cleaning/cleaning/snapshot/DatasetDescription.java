package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.domain.PriceBands;
import io.cuantovale.domain.Split;
import io.cuantovale.domain.stats.ClassWeights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a manifest says of the rows: counts, parts, classes and statistics per column, all exact. */
final class DatasetDescription {
    private final Workbench workbench;

    DatasetDescription(Workbench workbench) {
        this.workbench = workbench;
    }

    long rows() throws SQLException {
        return workbench.number("select count(*) from dataset");
    }

    long rowsWithPhoto() throws SQLException {
        return workbench.number("select count(photo_key) from dataset");
    }

    long groups() throws SQLException {
        return workbench.number("select count(distinct group_key) from dataset");
    }

    /** Every version of the rules that cleaned a row, joined by commas. */
    String cleaningVersions() throws SQLException {
        return String.join(
                ",",
                workbench.rows("select distinct cleaning_version from dataset order by 1", row -> row.getString(1)));
    }

    /** Rows per part; parts without rows are there with 0. */
    Map<String, Long> parts() throws SQLException {
        Map<String, Long> parts = new LinkedHashMap<>();
        for (Split.Part part : Split.Part.values()) {
            parts.put(part.id(), 0L);
        }
        workbench.rows(
                "select part, count(*) from dataset group by part", row -> parts.put(row.getString(1), row.getLong(2)));
        return parts;
    }

    /** Rows and loss weight per band. */
    List<DatasetManifest.ClassCount> classes(PriceBands priceBands) throws SQLException {
        List<PriceBands.Band> bands = priceBands.bands();
        long[] counts = new long[bands.size()];
        workbench.rows("select price_usd from dataset", row -> counts[priceBands.indexOf(row.getDouble(1))]++);
        List<Long> rows = Arrays.stream(counts).boxed().toList();
        List<Double> weights = ClassWeights.inverseFrequency(rows);
        List<DatasetManifest.ClassCount> classes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            classes.add(new DatasetManifest.ClassCount(bands.get(i).name(), counts[i], weights.get(i)));
        }
        return classes;
    }

    /** Statistics of every column. */
    List<DatasetManifest.ColumnStatistics> statistics() throws SQLException {
        List<DatasetManifest.ColumnStatistics> all = new ArrayList<>();
        for (DatasetManifest.Column column : Columns.ALL) {
            String c = column.name();
            boolean number = column.type().equals("DOUBLE") || column.type().equals("BIGINT");
            String moments = number
                    ? "avg(%1$s), quantile_cont(%1$s, 0.25), quantile_cont(%1$s, 0.5), quantile_cont(%1$s, 0.75)"
                            .formatted(c)
                    : "null, null, null, null";
            all.addAll(workbench.rows(
                    "select count(*) - count(%1$s), count(distinct %1$s), min(%1$s)::varchar, max(%1$s)::varchar, "
                                    .formatted(c)
                            + moments + " from dataset",
                    row -> new DatasetManifest.ColumnStatistics(
                            c,
                            row.getLong(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            decimal(row, 5),
                            decimal(row, 6),
                            decimal(row, 7),
                            decimal(row, 8))));
        }
        return all;
    }

    private static @Nullable Double decimal(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}

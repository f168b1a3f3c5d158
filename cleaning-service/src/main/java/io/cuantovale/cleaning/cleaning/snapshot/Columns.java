package io.cuantovale.cleaning.cleaning.snapshot;

import io.cuantovale.contracts.dataset.DatasetColumns;
import io.cuantovale.contracts.dataset.DatasetManifest;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of a {@code property-price} dataset, in their order. */
final class Columns {
    static final List<DatasetManifest.Column> ALL = List.of(
            text(DatasetColumns.LISTING),
            text(DatasetColumns.GROUP_KEY),
            text(DatasetColumns.PART),
            new DatasetManifest.Column(DatasetColumns.SCRAPED_AT, "TIMESTAMP"),
            text(DatasetColumns.CORRELATION_ID),
            text(DatasetColumns.PHOTO_KEY),
            text(DatasetColumns.PHOTO_SHA256),
            text("source"),
            new DatasetManifest.Column("area_m2", "DOUBLE"),
            new DatasetManifest.Column("rooms", "BIGINT"),
            new DatasetManifest.Column("bathrooms", "BIGINT"),
            text("building_type"),
            text("department"),
            text("location"),
            new DatasetManifest.Column("price_usd", "DOUBLE"));

    private Columns() {}

    private static DatasetManifest.Column text(String name) {
        return new DatasetManifest.Column(name, "VARCHAR");
    }

    /** For {@code create table}. */
    static String definitions() {
        return ALL.stream().map(c -> c.name() + " " + c.type()).collect(Collectors.joining(", "));
    }

    /** For {@code select}. */
    static String names() {
        return ALL.stream().map(DatasetManifest.Column::name).collect(Collectors.joining(", "));
    }
}

package io.cuantovale.local.launcher.check;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The two kinds of listing tables, told apart by their column names; docs/data-format.md describes them. */
public enum TableKind {
    /** As found on a portal: texts such as {@code U$S 260.000} and {@code 105 Mts}, with a photo per listing. */
    RAW_SCRAPE(List.of("foreign_id", "building_type", "location", "rooms", "bathrooms", "area", "price")),
    /** Numbers in fixed units, as cleaning writes them. */
    CLEANED(List.of("area_m2", "rooms", "bathrooms", "building_type", "department", "location", "price_usd"));

    private final List<String> columns;

    TableKind(List<String> columns) {
        this.columns = columns;
    }

    /** The kind that has all of its columns in the header, in any order and case. */
    static Optional<TableKind> of(Collection<String> header) {
        Set<String> names = normalised(header);
        for (TableKind kind : values()) {
            if (names.containsAll(kind.columns)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** What is missing for the kind that comes nearest, in words. */
    static String missing(Collection<String> header) {
        Set<String> names = normalised(header);
        TableKind nearest = missingColumns(RAW_SCRAPE, names).size()
                        < missingColumns(CLEANED, names).size()
                ? RAW_SCRAPE
                : CLEANED;
        return "columns " + String.join(", ", missingColumns(nearest, names)) + " are missing for a "
                + (nearest == RAW_SCRAPE ? "raw scrape" : "cleaned table");
    }

    private static List<String> missingColumns(TableKind kind, Set<String> names) {
        return kind.columns.stream().filter(c -> !names.contains(c)).toList();
    }

    private static Set<String> normalised(Collection<String> header) {
        return header.stream()
                .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}

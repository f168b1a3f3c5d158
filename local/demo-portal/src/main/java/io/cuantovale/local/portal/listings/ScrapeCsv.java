package io.cuantovale.local.portal.listings;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a raw-scrape CSV: repeated header lines are skipped, of repeated ids the first line counts. */
final class ScrapeCsv {

    static final Set<String> COLUMNS = Set.of(
            "foreign_id",
            "title",
            "building_type",
            "deal_type",
            "location",
            "rooms",
            "bathrooms",
            "area",
            "price",
            "url");

    private ScrapeCsv() {}

    /**
     * The first CSV of a folder, by name, that has the columns of a raw scrape.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Path find(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".csv"))
                    .sorted()
                    .filter(ScrapeCsv::hasColumns)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "cuantovale.portal.data-dir: %s (expected: a folder with a CSV that has the columns %s)"
                                    .formatted(folder, COLUMNS.stream().sorted().toList())));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cuantovale.portal.data-dir: %s (expected: a folder that can be read)".formatted(folder), e);
        }
    }

    private static boolean hasColumns(Path csv) {
        try (Stream<String> lines = Files.lines(csv)) {
            List<String> header = List.of(lines.findFirst().orElse("").split(","));
            return header.stream().map(String::strip).toList().containsAll(COLUMNS);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read".formatted(csv), e);
        }
    }

    /** The listings of the file in its order, with the name of their photo in the column {@code photo}, if any. */
    static List<Row> read(Path csv) {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : reader) {
                String id = line.getField("foreign_id").strip();
                if (id.matches("\\d{8}")) {
                    rows.putIfAbsent(id, new Row(id, line));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read".formatted(csv), e);
        }
        return List.copyOf(rows.values());
    }

    /**
     * One listing of the file.
     *
     * @param id eight digits
     * @param line its line
     */
    record Row(String id, NamedCsvRecord line) {

        String text(String column) {
            return line.getField(column).strip();
        }

        @Nullable
        String photo() {
            String name = line.findField("photo").orElse("").strip();
            return name.isEmpty() ? null : name;
        }
    }
}

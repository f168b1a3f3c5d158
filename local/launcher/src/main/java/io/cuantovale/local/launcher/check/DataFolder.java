package io.cuantovale.local.launcher.check;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reader's own listings as found in a folder.
 *
 * @param dir the folder
 * @param rawScrapes tables of a raw scrape; the demo portal serves them as pages
 * @param cleaned tables in fixed units; imported as they stand
 * @param locations departments and their neighbourhoods in place of the built-in catalogue
 * @param photos number of files in {@code photos/}
 */
public record DataFolder(Path dir, List<Path> rawScrapes, List<Path> cleaned, Optional<Path> locations, long photos) {
    private static final String HELP = "docs/data-format.md describes what up --data reads.";

    /**
     * Recognises the tables of a folder by their column names.
     *
     * @throws CheckFailure if the folder cannot be read or holds no table of listings
     */
    public static DataFolder read(Path dir) {
        if (!Files.isDirectory(dir) || !Files.isReadable(dir)) {
            throw new CheckFailure("--data " + dir + " (expected: a folder that can be read). " + HELP);
        }
        List<Path> raw = new ArrayList<>();
        List<Path> cleaned = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Path table : tables(dir)) {
            List<String> header = header(table);
            TableKind.of(header)
                    .ifPresentOrElse(
                            kind -> (kind == TableKind.RAW_SCRAPE ? raw : cleaned).add(table),
                            () -> unknown.add(table.getFileName() + ": " + TableKind.missing(header)));
        }
        if (raw.isEmpty() && cleaned.isEmpty()) {
            throw new CheckFailure("--data " + dir + " holds no table of listings"
                    + (unknown.isEmpty() ? " (expected: a *.csv file)" : ":\n  " + String.join("\n  ", unknown))
                    + "\n  " + HELP);
        }
        if (raw.size() > 1) {
            throw new CheckFailure("--data " + dir + " holds " + raw.size() + " raw scrapes: " + names(raw)
                    + " (expected: at most one, whose photos lie in photos/).\n  " + HELP);
        }
        Path locations = dir.resolve("locations.json");
        return new DataFolder(
                dir,
                List.copyOf(raw),
                List.copyOf(cleaned),
                Files.isReadable(locations) ? Optional.of(locations) : Optional.empty(),
                photos(dir.resolve("photos")));
    }

    /** What was found, in words. */
    public String describe() {
        List<String> found = new ArrayList<>();
        if (!rawScrapes.isEmpty()) {
            found.add(names(rawScrapes) + " (raw scrape, " + photos + " photos)");
        }
        if (!cleaned.isEmpty()) {
            found.add(names(cleaned) + " (cleaned)");
        }
        locations.ifPresent(l -> found.add(l.getFileName().toString()));
        return String.join(", ", found);
    }

    private static List<Path> tables(Path dir) {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.getFileName()
                            .toString()
                            .toLowerCase(java.util.Locale.ROOT)
                            .endsWith(".csv"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CheckFailure("--data " + dir + " cannot be read: " + e.getMessage());
        }
    }

    private static List<String> header(Path table) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(table)) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new CheckFailure(table + " cannot be read as CSV: " + e.getMessage() + ". " + HELP);
        }
    }

    private static long photos(Path dir) {
        if (!Files.isDirectory(dir)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new CheckFailure(dir + " cannot be read: " + e.getMessage());
        }
    }

    private static String names(List<Path> files) {
        return String.join(
                ", ", files.stream().map(f -> f.getFileName().toString()).toList());
    }
}

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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reader's own listings as found in a folder.
 *
 * @param dir the folder
 * @param pages the table that the demo portal serves as pages
 * @param imports tables that are imported as they stand
 * @param locations departments and their neighbourhoods in place of the built-in catalogue
 * @param photos number of files in {@code photos/}
 */
public record DataFolder(Path dir, Optional<Path> pages, List<Path> imports, Optional<Path> locations, long photos) {
    private static final String HELP = "docs/data-format.md describes what up --data reads.";
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /**
     * Recognises the tables of a folder by their column names.
     *
     * @throws CheckFailure if the folder cannot be read or holds no table of listings
     */
    public static DataFolder read(Path dir) {
        if (!Files.isDirectory(dir) || !Files.isReadable(dir)) {
            throw new CheckFailure("--data " + dir + " (expected: a folder that can be read). " + HELP);
        }
        Optional<Path> pages = Optional.empty();
        List<Path> imports = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Path table : tables(dir)) {
            List<List<String>> lines = firstLines(table);
            Optional<TableKind> kind = TableKind.of(lines.getFirst(), lines.getLast());
            if (kind.isEmpty()) {
                unknown.add(table.getFileName() + ": no column for "
                        + String.join(", ", TableKind.missing(lines.getFirst())));
            } else if (kind.get() == TableKind.PAGES && pages.isEmpty()) {
                pages = Optional.of(table);
            } else {
                imports.add(table);
            }
        }
        if (pages.isEmpty() && imports.isEmpty()) {
            throw new CheckFailure("--data " + dir + " holds no table of listings"
                    + (unknown.isEmpty() ? " (expected: a *.csv file)" : ":\n  " + String.join("\n  ", unknown))
                    + "\n  " + HELP);
        }
        Path locations = dir.resolve("locations.json");
        return new DataFolder(
                dir,
                pages,
                List.copyOf(imports),
                Files.isReadable(locations) ? Optional.of(locations) : Optional.empty(),
                photos(dir.resolve("photos")));
    }

    /** What was found, in words. */
    public String describe() {
        List<String> found = new ArrayList<>();
        pages.ifPresent(p -> found.add(p.getFileName() + " (as pages)"));
        imports.forEach(i -> found.add(i.getFileName() + " (imported)"));
        if (photos > 0) {
            found.add(photos + " photos");
        }
        locations.ifPresent(l -> found.add(l.getFileName().toString()));
        return String.join(", ", found);
    }

    private static List<Path> tables(Path dir) {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f ->
                            f.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CheckFailure("--data " + dir + " cannot be read: " + e.getMessage());
        }
    }

    /** Header and first line, by the separator that splits the header into most columns. */
    private static List<List<String>> firstLines(Path table) {
        List<List<String>> best = List.of(List.of(), List.of());
        for (char separator : SEPARATORS) {
            try (CsvReader<CsvRecord> reader =
                    CsvReader.builder().fieldSeparator(separator).ofCsvRecord(table)) {
                List<List<String>> lines =
                        reader.stream().limit(2).map(CsvRecord::getFields).toList();
                if (!lines.isEmpty()
                        && lines.getFirst().size() > best.getFirst().size()) {
                    best = lines.size() == 2 ? lines : List.of(lines.getFirst(), List.of());
                }
            } catch (IOException | UncheckedIOException | CsvParseException e) {
                throw new CheckFailure(table + " cannot be read as CSV: " + e.getMessage() + ". " + HELP);
            }
        }
        return best;
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
}

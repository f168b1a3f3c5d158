package io.cuantovale.scraper.crawl.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of listings. UTF-8 (with or without byte order mark), UTF-16 with one, else Windows-1252; separated by
 * comma, semicolon or tab, whichever makes most sense of the header. Lines that hold no listing are told, never fatal.
 */
public final class TableFile {
    private final int maxLineLength;
    private final TableText text;
    private final char separator;
    private final List<String> header;
    private final Map<String, Integer> places;

    /** What a line gave. */
    public sealed interface Line {
        /** From 1. */
        long number();
    }

    /** A listing: text by fact, blanks left out. */
    public record Row(long number, Map<String, String> values) implements Line {}

    /** Not a listing. */
    public record Skipped(long number, String reason, String text) implements Line {}

    /** Gets every line in order; may end the reading. */
    @FunctionalInterface
    public interface Reading {
        /** Whether to go on. */
        boolean line(Line line) throws IOException, InterruptedException;
    }

    /**
     * Looks at the file's encoding and header.
     *
     * @throws UnreadableTableException if it has no header that names an id and any fact
     */
    public TableFile(Path file, int maxLineLength) throws IOException {
        this.maxLineLength = maxLineLength;
        this.text = new TableText(file);
        String first = text.firstLine();
        this.separator = Stream.of(',', ';', '\t')
                .max(Comparator.comparingInt(
                        c -> TableColumns.places(fieldsOrNone(first, c)).size()))
                .orElseThrow();
        this.header = fieldsOrNone(first, separator);
        this.places = TableColumns.places(header);
        if (!places.containsKey(TableColumns.FOREIGN_ID) || places.size() < 2) {
            throw new UnreadableTableException(file + ": header: "
                    + (first.length() > 200 ? first.substring(0, 200) : first)
                    + " (expected: a column " + String.join(" or ", TableColumns.aliasesOf(TableColumns.FOREIGN_ID))
                    + ", and columns with facts such as price and area)");
        }
    }

    /** Whether the header has a column for the fact. */
    public boolean has(String fact) {
        return places.containsKey(fact);
    }

    /** Reads every line after the header. */
    public void read(Reading reading) throws IOException, InterruptedException {
        try (BufferedReader reader = text.open()) {
            LogicalLines lines = new LogicalLines(reader, separator, maxLineLength);
            boolean headerSeen = false;
            LogicalLines.Logical logical;
            while ((logical = lines.next()) != null) {
                if (logical.fault() == null && logical.text().isBlank()) {
                    continue;
                }
                if (!headerSeen) {
                    headerSeen = true;
                    continue;
                }
                if (!reading.line(line(logical))) {
                    return;
                }
            }
        }
    }

    private Line line(LogicalLines.Logical logical) {
        String fault = logical.fault();
        List<String> fields = List.of();
        if (fault == null) {
            try {
                fields = fields(logical.text(), separator);
                fault = faultOf(fields);
            } catch (CsvParseException e) {
                fault = "not CSV: " + Objects.requireNonNullElse(e.getMessage(), "unreadable");
            }
        }
        if (fault != null) {
            return new Skipped(logical.number(), fault, logical.text());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (var place : places.entrySet()) {
            String value = fields.get(place.getValue()).strip();
            if (!value.isEmpty()) {
                values.put(place.getKey(), value);
            }
        }
        return values.containsKey(TableColumns.FOREIGN_ID)
                ? new Row(logical.number(), values)
                : new Skipped(logical.number(), "no " + TableColumns.FOREIGN_ID, logical.text());
    }

    private @Nullable String faultOf(List<String> fields) {
        if (fields.size() != header.size()) {
            return fields.size() + " fields (expected: " + header.size() + ")";
        }
        return isHeader(fields) ? "the header again" : null;
    }

    /** Names in their own columns; some writers leave out a few of them. */
    private boolean isHeader(List<String> fields) {
        long same = 0;
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i).strip();
            if (!field.isEmpty() && !field.equalsIgnoreCase(header.get(i).strip())) {
                return false;
            }
            same += field.isEmpty() ? 0 : 1;
        }
        return same >= 2;
    }

    private static List<String> fieldsOrNone(String line, char separator) {
        try {
            return fields(line, separator);
        } catch (CsvParseException _) {
            return List.of();
        }
    }

    private static List<String> fields(String line, char separator) {
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line)) {
            return csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }
}

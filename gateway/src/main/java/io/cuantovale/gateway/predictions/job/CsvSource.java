package io.cuantovale.gateway.predictions.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.cuantovale.gateway.predictions.FactsReader;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.gateway.predictions.batch.BatchItem;
import io.cuantovale.gateway.predictions.batch.ItemSource;
import io.cuantovale.gateway.predictions.batch.NdjsonSource.Photos;
import io.cuantovale.kit.json.Json;
import io.cuantovale.kit.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items as rows of a CSV file with a header: the facts by name, and if wanted {@code id} and {@code photo}. A header
 * that is repeated in the middle is skipped; a row with another number of fields is an error of its own.
 */
final class CsvSource implements ItemSource, AutoCloseable {
    private static final Map<String, String> ALIASES = Map.of("area", "area_m2", "image", "photo");

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final List<String> header;
    private final TaskModel model;
    private final FactsReader facts;
    private final Photos photos;

    /** @throws ProblemException when there is no header */
    CsvSource(Path file, TaskModel model, FactsReader facts, Photos photos) throws IOException {
        this.reader = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(file);
        this.rows = reader.iterator();
        this.model = model;
        this.facts = facts;
        this.photos = photos;
        if (!rows.hasNext()) {
            throw ProblemException.malformed("listings: empty (expected: a header and rows)");
        }
        this.header = names(rows.next());
    }

    private static List<String> names(CsvRecord row) {
        List<String> names = new ArrayList<>();
        for (String field : row.getFields()) {
            String name = field.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            names.add(ALIASES.getOrDefault(name, name));
        }
        return names;
    }

    /** Passes over rows that have been done. */
    void skip(long count) throws IOException {
        for (long i = 0; i < count && row() != null; i++) {
            // the row itself is not wanted
        }
    }

    @Override
    public @Nullable BatchItem next() throws IOException {
        CsvRecord row = row();
        if (row == null) {
            return null;
        }
        String id = null;
        try {
            if (row.getFieldCount() != header.size()) {
                throw ProblemException.malformed("line " + row.getStartingLineNumber() + ": " + row.getFieldCount()
                        + " fields (expected: " + header.size() + ", as in the header)");
            }
            ObjectNode object = Json.mapper().createObjectNode();
            for (int i = 0; i < header.size(); i++) {
                if (!row.getField(i).isBlank()) {
                    object.put(header.get(i), row.getField(i).strip());
                }
            }
            var given = object.remove("id");
            id = given == null ? null : given.asText();
            var photo = object.remove("photo");
            return BatchItem.of(id, facts.read(model, object, photo == null ? null : photos.named(photo.asText())));
        } catch (ProblemException e) {
            return BatchItem.refused(id, e);
        }
    }

    private @Nullable CsvRecord row() throws IOException {
        try {
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                if (!names(row).equals(header)) {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw new IOException("the table cannot be read further: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

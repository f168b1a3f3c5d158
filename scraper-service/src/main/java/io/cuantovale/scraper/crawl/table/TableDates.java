package io.cuantovale.scraper.crawl.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dates in tables: ISO-8601, a blank in place of the T allowed; without an offset they are UTC. */
public final class TableDates {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private TableDates() {}

    /** The moment; empty where there is none that could be read. */
    public static Optional<Instant> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String iso = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
        for (Function<String, Instant> form : FORMS) {
            try {
                return Optional.of(form.apply(iso));
            } catch (DateTimeParseException _) {
                // The next form may fit; where none does, the caller has a moment of its own.
                continue;
            }
        }
        return Optional.empty();
    }
}

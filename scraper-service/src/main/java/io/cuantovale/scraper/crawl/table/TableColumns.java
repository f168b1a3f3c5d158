package io.cuantovale.scraper.crawl.table;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Which column holds which fact: by name, never by place. */
public final class TableColumns {
    public static final String FOREIGN_ID = "foreign_id";
    public static final String URL = "url";
    public static final String PHOTO = "photo";

    private static final String RESOURCE = "/import-columns.yaml";
    private static final Map<String, List<String>> ALIASES = aliases();

    private TableColumns() {}

    /** Places of the known columns by fact. */
    public static Map<String, Integer> places(List<String> header) {
        List<String> names = header.stream().map(TableColumns::plain).toList();
        Map<String, Integer> places = new LinkedHashMap<>();
        ALIASES.forEach((fact, aliases) -> aliases.stream()
                .filter(names::contains)
                .findFirst()
                .ifPresent(alias -> places.put(fact, names.indexOf(alias))));
        return places;
    }

    /** Names that a fact's column may have. */
    public static List<String> aliasesOf(String fact) {
        return ALIASES.getOrDefault(fact, List.of());
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]+", "_");
    }

    private static Map<String, List<String>> aliases() {
        try (InputStream in = Objects.requireNonNull(TableColumns.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}

package io.cuantovale.domain.cleaning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Raw text per fact, as found on a page or in a file. The names equal those of the scraped event; others are kept
 * and ignored.
 *
 * @param values text by name; absent and blank are the same
 */
public record RawFacts(Map<String, String> values) {
    public static final String TITLE = "title";
    public static final String PRICE = "price";
    public static final String AREA = "area";
    public static final String ROOMS = "rooms";
    public static final String BATHROOMS = "bathrooms";
    public static final String BUILDING_TYPE = "building_type";
    public static final String DEAL_TYPE = "deal_type";
    public static final String DEPARTMENT = "department";
    public static final String LOCATION = "location";

    public RawFacts {
        values = Map.copyOf(values);
    }

    /** The text of a fact, stripped; null where it is absent or blank. */
    public @Nullable String get(String name) {
        String text = values.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}

package io.cuantovale.local.portal.listings;

import java.util.Locale;

/**
 * A point on the map.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Coordinates(double latitude, double longitude) {

    /** {@code -34.91234,-56.15678}, as the map frame's query has it. */
    public String query() {
        return String.format(Locale.ROOT, "%.5f,%.5f", latitude, longitude);
    }
}

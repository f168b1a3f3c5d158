package io.cuantovale.domain.location;

import java.util.List;

/**
 * A department and its locations, ordered by id.
 *
 * @param slug for example {@code cerro-largo}
 * @param name as shown to people
 */
public record Department(String slug, String name, List<Location> locations) {
    public Department {
        locations = List.copyOf(locations);
    }
}

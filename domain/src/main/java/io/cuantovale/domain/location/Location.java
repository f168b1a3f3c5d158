package io.cuantovale.domain.location;

import java.util.List;

/**
 * A place within a department.
 *
 * @param department slug, for example {@code montevideo}
 * @param id department and place, for example {@code montevideo/punta-carretas}
 * @param name as shown to people
 * @param aliases other names that it is found by
 */
public record Location(String department, String id, String name, List<String> aliases) {
    public Location {
        aliases = List.copyOf(aliases);
    }
}

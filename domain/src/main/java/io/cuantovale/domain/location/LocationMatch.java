package io.cuantovale.domain.location;

import java.util.List;

/** The outcome of looking a place up. */
public sealed interface LocationMatch {
    /** Exactly one place has the name. */
    record Found(Location location) implements LocationMatch {}

    /** Several departments have a place of that name, and none was given. */
    record Ambiguous(List<Location> candidates) implements LocationMatch {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /** The department is not in the catalogue. */
    record UnknownDepartment() implements LocationMatch {}

    /** The department, or the whole catalogue where none was given, has no such place. */
    record UnknownLocation() implements LocationMatch {}
}

package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.PropertyFacts;
import java.util.List;

/** What the facts of a property, without its price, came to. */
public sealed interface FactsResult {
    /**
     * All facts are within the rules.
     *
     * @param warnings codes of what was mended
     */
    record Valid(PropertyFacts facts, List<String> warnings) implements FactsResult {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /** At least one fact is not; every reason is given. */
    record Invalid(List<Reason> reasons) implements FactsResult {
        public Invalid {
            reasons = List.copyOf(reasons);
        }
    }
}

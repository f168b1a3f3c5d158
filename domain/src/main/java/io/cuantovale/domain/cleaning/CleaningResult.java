package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.PropertyFacts;
import java.util.List;

/** What cleaning a listing came to. */
public sealed interface CleaningResult {
    /**
     * The listing passed.
     *
     * @param priceUsd asking price, whole US dollars
     * @param warnings codes of what was mended
     */
    record Cleaned(PropertyFacts facts, long priceUsd, List<String> warnings) implements CleaningResult {
        public Cleaned {
            warnings = List.copyOf(warnings);
        }
    }

    /** The listing was refused, with every reason. */
    record Rejected(List<Reason> reasons) implements CleaningResult {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }
}

package io.cuantovale.kit.catalogue;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The known places. */
@ConfigMapping(prefix = "cuantovale.catalogue")
public interface CatalogueConfig {
    /**
     * JSON file that replaces the built-in catalogue: department names with arrays of location names,
     * {@code {"Montevideo": ["Pocitos", ...]}}; empty for the built-in one.
     */
    Optional<String> file();
}

package io.cuantovale.kit.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cuantovale.domain.cleaning.PropertyLimits;
import io.cuantovale.domain.cleaning.PropertyRules;
import io.cuantovale.domain.location.LocationCatalogue;
import io.cuantovale.kit.json.Json;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the catalogue, the limits and the rules that configuration asks for. */
@Dependent
public class CatalogueProducer {
    private static final Logger LOG = Logger.getLogger(CatalogueProducer.class);

    @Produces
    @Singleton
    @DefaultBean
    LocationCatalogue catalogue(CatalogueConfig config) {
        return config.file()
                .filter(file -> !file.isBlank())
                .map(file -> read(Path.of(file)))
                .orElseGet(LocationCatalogue::uruguay);
    }

    @Produces
    @Singleton
    @DefaultBean
    PropertyLimits limits(LimitsConfig config) {
        return new PropertyLimits(
                config.minAreaM2(),
                config.maxAreaM2(),
                config.mostRooms(),
                config.mostBathrooms(),
                config.minPriceUsd(),
                config.maxPriceUsd());
    }

    @Produces
    @Singleton
    @DefaultBean
    PropertyRules rules(PropertyLimits limits, LocationCatalogue catalogue) {
        return new PropertyRules(limits, catalogue);
    }

    /**
     * Reads a catalogue file.
     *
     * @throws IllegalArgumentException naming the file and what was expected of it
     */
    static LocationCatalogue read(Path file) {
        try {
            LinkedHashMap<String, List<String>> names =
                    Json.mapper().readValue(Files.readAllBytes(file), new TypeReference<>() {});
            LocationCatalogue catalogue = LocationCatalogue.of(names);
            LOG.infof(
                    "Catalogue %s: %d departments, %d locations",
                    file, catalogue.departments().size(), catalogue.locations().size());
            return catalogue;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "catalogue.file: " + file + " (expected: JSON like {\"Montevideo\": [\"Pocitos\"]}): "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("catalogue.file: " + file + " (expected: a readable file): " + e, e);
        }
    }
}

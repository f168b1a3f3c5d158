package io.cuantovale.gateway.rest;

import io.cuantovale.domain.BuildingType;
import io.cuantovale.domain.PriceBands;
import io.cuantovale.domain.cleaning.PropertyLimits;
import io.cuantovale.domain.location.Department;
import io.cuantovale.domain.location.Location;
import io.cuantovale.domain.location.LocationCatalogue;
import io.cuantovale.domain.location.LocationMatch;
import io.cuantovale.gateway.config.FormConfig;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.TaskModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a form needs so that every field has a value and none can be wrong.
 *
 * @param areaM2 square metres
 * @param rooms bedrooms; the highest means that many or more
 * @param bathrooms the highest means that many or more
 * @param bands of the answering model, else the built-in ones
 */
public record FormOptions(
        Range areaM2,
        Range rooms,
        Range bathrooms,
        BuildingTypes buildingType,
        Place location,
        PhotoLimits photo,
        List<Band> bands,
        @Nullable String modelVersion) {

    /**
     * Bounds of a number.
     *
     * @param min inclusive
     * @param max inclusive
     * @param initial the preselected value
     * @param orMore whether the highest stands for higher ones too
     */
    public record Range(double min, double max, double initial, double step, boolean orMore) {}

    /** The kinds of building, and the preselected one. */
    public record BuildingTypes(List<String> values, String initial) {}

    /** The preselected place: ids of {@code GET /v1/locations}. */
    public record Place(String initialDepartment, String initialLocation) {}

    /** What a photo may be. */
    public record PhotoLimits(long maxBytes, List<String> mediaTypes) {}

    /**
     * A price band in US dollars.
     *
     * @param label Spanish
     * @param lower exclusive, left out where open
     * @param upper inclusive, left out where open
     */
    public record Band(
            String name,
            String label,
            @Nullable Double lower,
            @Nullable Double upper) {}

    /** Makes the options from limits, catalogue, configuration and the present model. */
    @ApplicationScoped
    public static class Maker {
        private final PropertyLimits limits;
        private final FormConfig config;
        private final GatewayConfig gateway;
        private final Location initial;

        Maker(PropertyLimits limits, LocationCatalogue catalogue, FormConfig config, GatewayConfig gateway) {
            this.limits = limits;
            this.config = config;
            this.gateway = gateway;
            this.initial = initial(catalogue, config);
        }

        private static Location initial(LocationCatalogue catalogue, FormConfig config) {
            return catalogue.find(config.department(), config.location()) instanceof LocationMatch.Found(Location found)
                    ? found
                    : catalogue.departments().stream()
                            .map(Department::locations)
                            .flatMap(List::stream)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("catalogue: no location (expected: some)"));
        }

        FormOptions options(@Nullable TaskModel model) {
            return new FormOptions(
                    new Range(limits.minAreaM2(), limits.maxAreaM2(), config.areaM2(), 1, false),
                    new Range(0, limits.mostRooms(), config.rooms(), 1, true),
                    new Range(1, limits.mostBathrooms(), config.bathrooms(), 1, true),
                    new BuildingTypes(
                            Stream.of(BuildingType.values())
                                    .map(BuildingType::id)
                                    .toList(),
                            config.buildingType()),
                    new Place(initial.department(), initial.id()),
                    new PhotoLimits(gateway.limits().photo().asLongValue(), List.of("image/jpeg", "image/png")),
                    bands(model),
                    model == null ? null : model.version());
        }

        private static List<Band> bands(@Nullable TaskModel model) {
            PriceBands bands = EarlierLabels.bands(model);
            return bands.bands().stream()
                    .map(b -> new Band(
                            b.name(),
                            b.label(),
                            b.lower() == null ? null : b.lower().doubleValue(),
                            b.upper() == null ? null : b.upper().doubleValue()))
                    .toList();
        }
    }
}

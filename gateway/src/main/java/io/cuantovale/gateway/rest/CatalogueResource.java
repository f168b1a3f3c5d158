package io.cuantovale.gateway.rest;

import io.cuantovale.domain.location.LocationCatalogue;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.Models;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.kit.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a form offers, and what is being served. */
@Path("/v1")
@Tag(name = "catalogue")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class CatalogueResource {
    private final Locations locations;
    private final FormOptions.Maker form;
    private final Models models;
    private final GatewayConfig config;

    CatalogueResource(LocationCatalogue catalogue, FormOptions.Maker form, Models models, GatewayConfig config) {
        this.locations = Locations.of(catalogue);
        this.form = form;
        this.models = models;
        this.config = config;
    }

    /** All departments, in the order of their slugs. */
    public record Locations(List<Department> departments) {
        /**
         * A department.
         *
         * @param name for people
         * @param slug for programs
         */
        public record Department(String name, String slug, List<Place> locations) {}

        /**
         * A place.
         *
         * @param name for people
         * @param id department and place, for example {@code montevideo/pocitos}
         */
        public record Place(String name, String id) {}

        static Locations of(LocationCatalogue catalogue) {
            return new Locations(catalogue.departments().stream()
                    .map(d -> new Department(
                            d.name(),
                            d.slug(),
                            d.locations().stream()
                                    .map(l -> new Place(l.name(), l.id()))
                                    .toList()))
                    .toList());
        }
    }

    /** What is being served. */
    public record Served(List<TaskModel> models) {}

    @GET
    @Path("/locations")
    @Operation(operationId = "locations", summary = "Departments and their locations")
    public Locations locations() {
        return locations;
    }

    @GET
    @Path("/form")
    @RunOnVirtualThread
    @Operation(operationId = "form", summary = "Limits, defaults and choices of a form")
    public FormOptions form() {
        return form.options(models.championIfAny(config.defaultTask()).orElse(null));
    }

    @GET
    @Path("/models")
    @RunOnVirtualThread
    @Operation(
            operationId = "models",
            summary = "The models that answer now",
            description = "Empty until a first model is promoted.")
    public Served models() {
        return new Served(models.championIfAny(config.defaultTask()).stream().toList());
    }
}

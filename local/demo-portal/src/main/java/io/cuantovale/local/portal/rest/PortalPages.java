package io.cuantovale.local.portal.rest;

import io.cuantovale.local.portal.config.PortalConfig;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.Market;
import io.cuantovale.local.portal.listings.Section;
import io.cuantovale.local.portal.listings.Slug;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The portal's pages: grids, details and the entrance. */
@Path("/")
@Blocking
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public class PortalPages {

    private final Market market;
    private final PortalConfig config;

    PortalPages(Market market, PortalConfig config) {
        this.market = market;
        this.config = config;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance home(int total);

        static native TemplateInstance grid(GridPage grid);

        static native TemplateInstance detail(Listing listing);

        static native TemplateInstance gone();
    }

    /** The entrance with links to both sections. */
    @GET
    public TemplateInstance home() {
        return Templates.home(market.size());
    }

    /**
     * A grid of homes for sale, the whole section or a part of it.
     *
     * @param segment {@code apartamentos} or {@code casas}
     * @param filter empty, {@code /montevideo} or {@code /montevideo/pocitos!punta-carretas}
     * @param page page number from 1; pages beyond the last are empty
     */
    @GET
    @Path("inmuebles/{section}/venta{filter:(/.*)?}")
    public Response grid(
            @PathParam("section") String segment,
            @PathParam("filter") @Nullable String filter,
            @QueryParam("pag") @DefaultValue("1") int page) {
        Optional<Section> section = Section.ofSegment(segment);
        if (section.isEmpty() || page < 1) {
            return notFound();
        }
        String where = filter == null ? "" : filter;
        List<Listing> found = market.all().stream()
                .filter(l -> l.section() == section.get() && matches(l, where))
                .toList();
        String path = "/inmuebles/" + segment + "/venta" + where;
        String heading = section.get().plural() + " en venta";
        return Response.ok(Templates.grid(GridPage.of(heading, path, found, page, config.pageSize())))
                .build();
    }

    /**
     * A detail page; the eight digits alone decide, as on the real portal.
     *
     * @param id foreign id of the advertisement
     */
    @GET
    @Path("{slug:.+}-inmuebles-{id:\\d{8}}")
    public Response detail(@PathParam("id") String id) {
        return market.find(id)
                .filter(l -> !l.gone())
                .map(l -> Response.ok(Templates.detail(l)).build())
                .orElseGet(PortalPages::notFound);
    }

    private static Response notFound() {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(Templates.gone())
                .build();
    }

    private static boolean matches(Listing listing, String filter) {
        String[] parts = filter.split("/");
        String department = listing.department() == null ? "" : Slug.of(listing.department());
        if (parts.length > 1 && !parts[1].equals(department)) {
            return false;
        }
        if (parts.length < 3) {
            return true;
        }
        Set<String> neighbourhoods = Arrays.stream(parts[2].split("!")).collect(Collectors.toSet());
        return neighbourhoods.contains(Slug.of(listing.neighbourhood()));
    }
}

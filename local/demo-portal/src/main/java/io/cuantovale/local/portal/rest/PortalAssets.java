package io.cuantovale.local.portal.rest;

import io.cuantovale.local.portal.config.PortalConfig;
import io.cuantovale.local.portal.listings.Catalogue;
import io.cuantovale.local.portal.listings.Coordinates;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.Market;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/** What pages load besides themselves: photos, the map's place, and the rules for crawlers. */
@Path("/")
@Blocking
public class PortalAssets {

    private final Catalogue catalogue;
    private final Market market;
    private final PortalConfig config;

    PortalAssets(Catalogue catalogue, Market market, PortalConfig config) {
        this.catalogue = catalogue;
        this.market = market;
        this.config = config;
    }

    /**
     * A photo.
     *
     * @param name file name as in the gallery
     */
    @GET
    @Path("fotos/{name}")
    public Response photo(@PathParam("name") String name) {
        return catalogue
                .photo(name)
                .map(p -> Response.ok(p.bytes(), p.contentType())
                        .header("Cache-Control", "public, max-age=86400")
                        .build())
                .orElseThrow(NotFoundException::new);
    }

    /** Where the map's frame must look: asked by the page's script, and only once its tab is opened. */
    @GET
    @Path("ubicacion/{id:\\d{8}}")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> place(@PathParam("id") String id) {
        Optional<Coordinates> place = market.find(id).map(Listing::coordinates);
        return place.map(c -> Map.of("src", "/mapa?q=" + c.query() + "&zoom=15"))
                .orElseThrow(NotFoundException::new);
    }

    /** The map itself: a picture of a map would prove no more than this line does. */
    @GET
    @Path("mapa")
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public String map() {
        return "<!doctype html><html lang=\"es\"><title>Mapa</title><body><p>Mapa</p></body></html>";
    }

    /** What crawlers may do here. */
    @GET
    @Path("robots.txt")
    @Produces(MediaType.TEXT_PLAIN)
    public String robots() {
        return """
                User-agent: *
                Crawl-delay: %s
                Disallow: /contacto/
                Disallow: /admin/
                """.formatted(Double.toString(config.crawlDelaySeconds()));
    }

    /** A page that robots.txt forbids: a crawler that asks for it has not read the rules. */
    @GET
    @Path("contacto/{id:\\d{8}}")
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public String contact(@PathParam("id") String id) {
        return "<!doctype html><html lang=\"es\"><title>Contacto</title><body><p>Contacto por el aviso " + id
                + "</p></body></html>";
    }
}

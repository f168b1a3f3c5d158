package io.cuantovale.local.portal.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.cuantovale.local.portal.listings.Catalogue;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.Section;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PortalPagesTest {

    private static final String EMPTY = "No se han encontrado avisos para la búsqueda seleccionada.";

    @Inject
    Catalogue catalogue;

    @Test
    void gridsLeadToEveryAdvertisementPageByPage() {
        Set<String> found = new HashSet<>();
        for (Section section : Section.values()) {
            String next = "/inmuebles/" + section.segment() + "/venta";
            while (!next.isEmpty()) {
                Document page = page(next, 200);
                page.select("#grillaavisos a[href*=-inmuebles-]").forEach(a -> found.add(a.attr("href")));
                assertThat(page.select(".contenedor-info .mas-info span")).isNotEmpty();
                next = page.select("a[rel=next]").attr("href");
            }
        }
        assertThat(found)
                .containsAll(catalogue.all().stream().map(Listing::path).toList());
    }

    @Test
    void pagesBeyondTheLastSayThatNothingWasFound() {
        Document page = page("/inmuebles/casas/venta?pag=999", 200);
        assertThat(page.text()).contains(EMPTY);
        assertThat(page.select("#grillaavisos")).isEmpty();
        page("/inmuebles/castillos/venta", 404);
    }

    @Test
    void filtersInThePathNarrowTheGrid() {
        Document page = page("/inmuebles/apartamentos/venta/montevideo/pocitos!punta-carretas", 200);
        assertThat(page.select("#grillaavisos h3"))
                .isNotEmpty()
                .allMatch(h -> h.text().matches(".* en (Pocitos|Punta Carretas)"));
        assertThat(page("/inmuebles/casas/venta/artigas", 200).text()).contains(EMPTY);
    }

    @Test
    void detailPagesHoldTheirFactsWhereTheProfileLooksForThem() {
        Listing listing = whole();
        Document page = page(listing.path(), 200);
        assertThat(page.select("main section h1").text()).isEqualTo(listing.title());
        assertThat(page.select(".precio").text()).isEqualTo(listing.price());
        assertThat(page.select("nav ol li:nth-child(5) a").text()).isEqualTo(listing.department());
        assertThat(page.select("#galeria img").first()).isNotNull();
        assertThat(page.select("#galeria img").attr("src"))
                .isEqualTo("/fotos/" + listing.photos().getFirst());
        for (var fact : listing.facts()) {
            String icon = "i." + fact.icon().replace(' ', '.');
            assertThat(page.select("#div_datosOperacion .wrapperDatos:has(" + icon + ") p")
                            .text())
                    .isEqualTo(fact.text());
        }
    }

    @Test
    void thePublisherIsShownSoThatACrawlerHasSomethingToLeaveOut() {
        Listing listing = whole();
        var publisher = listing.publisher();
        assertThat(publisher).isNotNull();
        Document page = page(listing.path(), 200);
        assertThat(page.select("#anunciante").text()).contains(publisher.phone(), publisher.email());
        assertThat(page.select("#descripcion").text()).contains(publisher.phone(), publisher.email());
    }

    @Test
    void theMapComesFromAScriptOnly() {
        Listing listing = whole();
        Document page = page(listing.path(), 200);
        assertThat(page.select("#ubicacion")).isNotEmpty();
        assertThat(page.select("iframe")).isEmpty();
        var coordinates = listing.coordinates();
        assertThat(coordinates).isNotNull();
        assertThat(page.html()).doesNotContain(coordinates.query());
        given().get("/ubicacion/" + listing.id())
                .then()
                .statusCode(200)
                .body("src", equalTo("/mapa?q=" + coordinates.query() + "&zoom=15"));
    }

    @Test
    void anAdvertisementThatIsGoneIsStillInTheGridButItsPageIsNot() {
        Listing gone =
                catalogue.all().stream().filter(Listing::gone).findFirst().orElseThrow();
        page(gone.path(), 404);
        page("/cualquiera-inmuebles-10000000", 404);
    }

    @Test
    void photosAreServedWithTheirTypeAndUnknownOnesAreNot() {
        String name = whole().photos().getFirst();
        String type = name.endsWith(".png") ? "image/png" : "image/jpeg";
        given().get("/fotos/" + name).then().statusCode(200).contentType(type);
        given().get("/fotos/nada.jpg").then().statusCode(404);
    }

    @Test
    void robotsTxtAsksForADelayAndForbidsThePublishersContact() {
        given().get("/robots.txt")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .body(containsString("Crawl-delay: 0.01"))
                .body(containsString("Disallow: /contacto/"));
    }

    @Test
    void everythingUnderChallengeIsRefusedAsByAManagedChallenge() {
        for (String path : new String[] {"/challenge", "/challenge/inmuebles/casas/venta", "/challenge/robots.txt"}) {
            given().get(path).then().statusCode(403).header("cf-mitigated", "challenge");
        }
    }

    @Test
    void healthIsAnswered() {
        given().get("/q/health").then().statusCode(200);
    }

    private Listing whole() {
        return catalogue.all().stream()
                .filter(l -> !l.gone() && !l.photos().isEmpty() && l.department() != null)
                .filter(l -> l.title().contains("\""))
                .findFirst()
                .orElseThrow();
    }

    private static Document page(String path, int status) {
        return Jsoup.parse(given().get(path).then().statusCode(status).extract().asString());
    }
}

package io.cuantovale.local.portal.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cuantovale.local.portal.listings.Catalogue;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.listings.PriceText;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MarketResourceTest {

    @Inject
    Catalogue catalogue;

    @AfterEach
    void backToNormal() {
        shift("{\"price_factor\": 1}").then().statusCode(200);
    }

    @Test
    void aShiftChangesThePricesOfPagesServedFromThenOn() {
        Listing listing = catalogue.all().stream()
                .filter(l -> !l.gone() && l.price().matches("U\\$S \\d{3}\\.000"))
                .findFirst()
                .orElseThrow();
        assertThat(priceOn(listing)).isEqualTo(listing.price());
        shift("{\"price_factor\": 1.3}").then().statusCode(200).body("price_factor", equalTo(1.3f));
        long before = Long.parseLong(listing.price().substring(4).replace(".", ""));
        assertThat(priceOn(listing)).isEqualTo(PriceText.dollars(before * 13 / 10));
        given().get("/admin/market").then().body("price_factor", equalTo(1.3f));
    }

    @Test
    void newListingsAppearUnderNewIdsWithPhotos() {
        int before = catalogue.all().size();
        shift("{\"new_listings\": 60}").then().statusCode(200).body("listings", equalTo(before + 60));
        Listing fresh = catalogue.all().stream()
                .limit(60)
                .filter(l -> !l.gone() && !l.photos().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(priceOn(fresh)).isEqualTo(fresh.price());
        given().get("/fotos/" + fresh.photos().getFirst()).then().statusCode(200);
    }

    @Test
    void aShiftOutOfBoundsIsRefusedByName() {
        shift("{\"price_factor\": 0}")
                .then()
                .statusCode(422)
                .body(containsString("price_factor: 0.0 (expected: 0.1 to 10.0)"));
        shift("{\"new_listings\": -1}").then().statusCode(422).body(containsString("new_listings: -1"));
    }

    private static io.restassured.response.Response shift(String json) {
        return given().contentType("application/json").body(json).post("/admin/market");
    }

    private static String priceOn(Listing listing) {
        return Jsoup.parse(given().get(listing.path()).asString())
                .select(".precio")
                .text();
    }
}

package io.cuantovale.gateway.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;

/** Calls that tests make over and over. */
final class Calls {
    static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3, (byte) 0xFF, (byte) 0xD9};
    static final byte[] CUT_PHOTO = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
    static final byte[] NO_PHOTO = "no photo at all".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private Calls() {}

    static String listing(String area, String rooms, String bathrooms, String type, String place) {
        return "{\"area_m2\":%s,\"rooms\":%s,\"bathrooms\":%s,\"building_type\":\"%s\",%s}"
                .formatted(area, rooms, bathrooms, type, place);
    }

    static String listing(double area) {
        return listing(
                Double.toString(area), "2", "1", "apartment", "\"department\":\"Montevideo\",\"location\":\"Pocitos\"");
    }

    static ValidatableResponse predict(@Nullable String listing, byte @Nullable [] photo) {
        RequestSpecification request = given();
        // A form without any part is no form.
        request.multiPart("other", "x");
        if (listing != null) {
            request.multiPart("listing", listing, "application/json; charset=UTF-8");
        }
        if (photo != null) {
            request.multiPart("photo", "photo.jpg", photo, "image/jpeg");
        }
        return request.post("/v1/predictions").then();
    }

    static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cuantovale:problem:" + code))
                .body("status", equalTo(status));
    }
}

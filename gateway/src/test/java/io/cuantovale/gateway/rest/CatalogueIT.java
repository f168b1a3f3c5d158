package io.cuantovale.gateway.rest;

import static io.cuantovale.gateway.rest.Calls.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.FeedbackObserved;
import io.cuantovale.kit.events.EventCodec;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueIT extends GatewayIT {
    private static final String PREDICTION = "019a9c3e-7b5f-7c7e-9d3b-0d6f8f1c2a3b";

    private static ValidatableResponse feedback(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/feedback")
                .then();
    }

    @Test
    void locationsAreListedByDepartment() {
        given().get("/v1/locations")
                .then()
                .statusCode(200)
                .body("departments", hasSize(19))
                .body("departments.find { it.slug == 'montevideo' }.name", equalTo("Montevideo"))
                .body("departments.find { it.slug == 'montevideo' }.locations.id", hasItem("montevideo/pocitos"));
    }

    @Test
    void theFormHasLimitsDefaultsAndBands() {
        given().get("/v1/form")
                .then()
                .statusCode(200)
                .body("area_m2.min", equalTo(25f))
                .body("area_m2.max", equalTo(500f))
                .body("area_m2.initial", equalTo(78f))
                .body("rooms.max", equalTo(4f))
                .body("rooms.or_more", equalTo(true))
                .body("building_type.values", contains("apartment", "house"))
                .body("location.initial_location", equalTo("montevideo/pocitos"))
                .body("photo.max_bytes", equalTo(20 << 20))
                .body("bands.label", contains("Menos de 100K", "Entre 100K y 200K", "Entre 200K y 300K", "Más de 300K"))
                .body("model_version", equalTo("m1"));
    }

    @Test
    void theModelsAreThoseThatAnswer() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("models[0].task", equalTo("property-price"))
                .body("models[0].version", equalTo("m1"))
                .body("models[0].features.name", hasItem("location"));
    }

    @Test
    void formAndModelsAnswerWithoutChampion() {
        replicas.champion(null);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> given().get("/v1/models").then().statusCode(200).body("models", empty()));
        given().get("/v1/form").then().statusCode(200).body("bands", hasSize(4));
    }

    @Test
    void anObservedPriceIsPassedOn() {
        feedback("{\"prediction_id\":\"" + PREDICTION + "\",\"observed\":205000,\"reported_by\":\"agency-7\"}")
                .statusCode(202)
                .body("task", equalTo("property-price"));
        var record = probe.awaitMatch(
                Topic.FEEDBACK_OBSERVED.topicName(), r -> r.key().endsWith(PREDICTION), SOON);
        FeedbackObserved event = new EventCodec().decode(record.value(), FeedbackObserved.class);
        assertThat(event.observed()).isEqualTo(205_000);
        assertThat(event.reportedBy()).isEqualTo("agency-7");
    }

    @Test
    void anObservationThatNamesNothingOrBothIsRefused() {
        problem(feedback("{\"observed\":1}"), 422, "outside-limits").body("fields[0].name", equalTo("prediction_id"));
        problem(
                feedback("{\"prediction_id\":\"" + PREDICTION + "\",\"listing\":\"gallito:1\",\"observed\":1}"),
                422,
                "outside-limits");
        problem(feedback("{\"listing\":\"gallito:1\",\"observed\":-1}"), 422, "outside-limits");
        problem(feedback("{\"listing\":\"no separator\",\"observed\":1}"), 422, "outside-limits");
        problem(feedback("{\"prediction_id\":7,"), 400, "malformed");
        problem(feedback(""), 400, "malformed");
    }

    @Test
    void theApiIsDocumentedWithExamples() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/predictions/batch"))
                .body(containsString("/predictBatch"))
                .body(containsString("montevideo/pocitos"))
                .body(containsString("area_m2: 1 (expected: 25 to 500 m2)"))
                .body(containsString("image_file"))
                .body(not(containsString("\"*\"")));
    }
}

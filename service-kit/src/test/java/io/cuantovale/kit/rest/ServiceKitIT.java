package io.cuantovale.kit.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cuantovale.contracts.Topic;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaBroker.class)
class ServiceKitIT {
    KafkaProbe probe;

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cuantovale:problem:" + code))
                .body("status", equalTo(status))
                .body("title", not(nullValue()));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/sample").then();
    }

    @Test
    void jsonIsSnakeCaseWithoutNulls() {
        post("{\"first_name\":\"Ana\",\"room_count\":2,\"unknown\":1}")
                .statusCode(200)
                .body(equalTo("{\"first_name\":\"Ana\",\"room_count\":2}"));
    }

    @Test
    void brokenJsonIsMalformed() {
        problem(post("{\"first_name\":"), 400, "malformed");
        problem(post("no json"), 400, "malformed").body("detail", containsString("not JSON"));
    }

    @Test
    void aValueOfTheWrongKindNamesItsField() {
        problem(post("{\"first_name\":\"Ana\",\"room_count\":\"many\"}"), 400, "malformed")
                .body("detail", containsString("room_count"));
    }

    @Test
    void constraintsNameFieldValueAndExpectation() {
        problem(post("{\"room_count\":7}"), 422, "outside-limits")
                .body("fields", hasSize(2))
                .body("fields.find { it.name == 'room_count' }.value", equalTo("7"));
    }

    @Test
    void anotherContentTypeIsUnsupported() {
        problem(given().contentType("text/csv").body("a,b").post("/sample").then(), 415, "unsupported-media-type");
    }

    @Test
    void unknownAddressesAndThingsAreNotFound() {
        problem(given().get("/nowhere").then(), 404, "not-found").body("detail", containsString("this address"));
        problem(given().get("/sample/missing").then(), 404, "not-found").body("detail", containsString("r7"));
    }

    @Test
    void aWrongMethodIsNamed() {
        problem(given().delete("/sample").then(), 405, "method-not-allowed");
    }

    @Test
    void limitsKeepTheirFields() {
        problem(given().get("/sample/limits").then(), 422, "outside-limits")
                .body("detail", equalTo("area_m2: 1 (expected: 25 to 500 m2)"))
                .body("fields[0].name", equalTo("area_m2"))
                .body("fields[0].value", equalTo(1))
                .body("fields[0].expected", equalTo("25 to 500 m2"));
    }

    @Test
    void passingTroubleSaysWhenToTryAgain() {
        problem(given().get("/sample/later").then(), 503, "no-model").header("Retry-After", "1");
    }

    @Test
    void aDefectTellsNothingOfTheInside() {
        problem(given().get("/sample/broken").then(), 500, "internal-error")
                .body(not(containsString("secret")))
                .header("X-Correlation-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void theCallersCorrelationIdIsUsedAndReturned() {
        for (String path : new String[] {"/sample/correlation", "/sample/blocking-correlation"}) {
            given().header("X-Correlation-Id", "order-7")
                    .get(path)
                    .then()
                    .header("X-Correlation-Id", "order-7")
                    .body(equalTo("order-7"));
        }
    }

    @Test
    void allTopicsExistWithTheirDeadLetters() {
        for (Topic topic : Topic.values()) {
            assertThat(probe.topics()).contains(topic.topicName());
        }
        assertThat(probe.topics()).contains(Topic.LISTINGS_SCRAPED.deadLetterName());
    }

    @Test
    void theServiceHasStartedOnceBrokerAndStoreWereSeen() {
        given().get("/q/health/started")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("broker seen"))
                .body("checks.name", hasItem("store seen"));
    }

    @Test
    void timersHaveBuckets() {
        given().get("/sample/correlation");
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_bucket"))
                .body(containsString("le=\"0.05\""));
    }
}

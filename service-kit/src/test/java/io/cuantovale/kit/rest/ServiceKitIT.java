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
    void json_is_snake_case_without_nulls() {
        post("{\"first_name\":\"Ana\",\"room_count\":2,\"unknown\":1}")
                .statusCode(200)
                .body(equalTo("{\"first_name\":\"Ana\",\"room_count\":2}"));
    }

    @Test
    void broken_json_is_malformed() {
        problem(post("{\"first_name\":"), 400, "malformed");
        problem(post("no json"), 400, "malformed").body("detail", containsString("not JSON"));
    }

    @Test
    void a_value_of_the_wrong_kind_names_its_field() {
        problem(post("{\"first_name\":\"Ana\",\"room_count\":\"many\"}"), 400, "malformed")
                .body("detail", containsString("room_count"));
    }

    @Test
    void constraints_name_field_value_and_expectation() {
        problem(post("{\"room_count\":7}"), 422, "outside-limits")
                .body("fields", hasSize(2))
                .body("fields.find { it.name == 'room_count' }.value", equalTo("7"));
    }

    @Test
    void another_content_type_is_unsupported() {
        problem(given().contentType("text/csv").body("a,b").post("/sample").then(), 415, "unsupported-media-type");
    }

    @Test
    void unknown_addresses_and_things_are_not_found() {
        problem(given().get("/nowhere").then(), 404, "not-found");
        problem(given().get("/sample/missing").then(), 404, "not-found").body("detail", containsString("r7"));
    }

    @Test
    void a_wrong_method_is_named() {
        problem(given().delete("/sample").then(), 405, "method-not-allowed");
    }

    @Test
    void limits_keep_their_fields() {
        problem(given().get("/sample/limits").then(), 422, "outside-limits")
                .body("detail", equalTo("area_m2: 1 (expected: 25 to 500 m2)"))
                .body("fields[0].name", equalTo("area_m2"))
                .body("fields[0].value", equalTo(1))
                .body("fields[0].expected", equalTo("25 to 500 m2"));
    }

    @Test
    void passing_trouble_says_when_to_try_again() {
        problem(given().get("/sample/later").then(), 503, "no-model").header("Retry-After", "1");
    }

    @Test
    void a_defect_tells_nothing_of_the_inside() {
        problem(given().get("/sample/broken").then(), 500, "internal-error")
                .body(not(containsString("secret")))
                .header("X-Correlation-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void the_callers_correlation_id_is_used_and_returned() {
        for (String path : new String[] {"/sample/correlation", "/sample/blocking-correlation"}) {
            given().header("X-Correlation-Id", "order-7")
                    .get(path)
                    .then()
                    .header("X-Correlation-Id", "order-7")
                    .body(equalTo("order-7"));
        }
    }

    @Test
    void all_topics_exist_with_their_dead_letters() {
        for (Topic topic : Topic.values()) {
            assertThat(probe.topics()).contains(topic.topicName());
        }
        assertThat(probe.topics()).contains(Topic.LISTINGS_SCRAPED.deadLetterName());
    }

    @Test
    void the_service_has_started_once_broker_and_store_were_seen() {
        given().get("/q/health/started")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("broker seen"))
                .body("checks.name", hasItem("store seen"));
    }

    @Test
    void timers_have_buckets() {
        given().get("/sample/correlation");
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_bucket"))
                .body(containsString("le=\"0.05\""));
    }
}

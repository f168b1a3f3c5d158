package io.cuantovale.gateway.rest;

import static io.cuantovale.gateway.rest.Calls.listing;
import static io.cuantovale.gateway.rest.Calls.predict;
import static io.cuantovale.gateway.rest.Calls.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.PredictionServed;
import io.cuantovale.domain.Hashes;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.testkit.KafkaProbe;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PredictionIT extends GatewayIT {
    @TestHTTPResource("/")
    URI server;

    @Test
    void aListingWithItsPhotoIsPredicted() {
        String id = predict(listing(70), Calls.PHOTO)
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("task", equalTo("property-price"))
                .body("model_version", equalTo("m1"))
                .body("estimate.price_usd", equalTo(140_000f))
                .body("estimate.interval_usd", contains(112_000f, 168_000f))
                .body("estimate.level", equalTo(0.9f))
                .body("bands.name", contains("up-to-100k", "100k-to-200k", "200k-to-300k", "over-300k"))
                .body("bands[0].lower", nullValue())
                .body("bands[1].lower", equalTo(100_000f))
                .body("bands[1].upper", equalTo(200_000f))
                .body("bands[1].probability", equalTo(0.9978f))
                .body("novelty", equalTo(0.25f))
                .body("photo", equalTo("used"))
                .body("warnings", empty())
                .extract()
                .path("prediction_id");
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @Test
    void aPhotoMayBeLeftOutAndTheAnswerSaysSo() {
        predict(listing(70), null)
                .statusCode(200)
                .body("photo", equalTo("missing"))
                .body("warnings", contains("photo-missing"));
        predict(listing(70), new byte[0]).statusCode(200).body("photo", equalTo("missing"));
        given().contentType(ContentType.JSON)
                .body(listing(70))
                .post("/v1/predictions")
                .then()
                .statusCode(200)
                .body("photo", equalTo("missing"));
    }

    @Test
    void whatWasServedIsToldWithoutPhotoBytes() {
        String id = given().header("X-Correlation-Id", "caller-1")
                .multiPart("listing", listing(71), "application/json")
                .multiPart("photo", "p.jpg", Calls.PHOTO, "image/jpeg")
                .post("/v1/predictions")
                .then()
                .statusCode(200)
                .header("X-Correlation-Id", "caller-1")
                .extract()
                .path("prediction_id");
        var record = probe.awaitMatch(
                Topic.PREDICTIONS_SERVED.topicName(), r -> r.key().endsWith(id), SOON);
        assertThat(record.key()).isEqualTo("property-price:" + id);
        assertThat(KafkaProbe.header(record, "ce_correlationid")).isEqualTo("caller-1");
        PredictionServed event = new EventCodec().decode(record.value(), PredictionServed.class);
        assertThat(event.origin()).isEqualTo("request");
        assertThat(event.modelVersion()).isEqualTo("m1");
        assertThat(event.inputs())
                .containsEntry("area_m2", 71.0)
                .containsEntry("rooms", 2)
                .containsEntry("building_type", "apartment")
                .containsEntry("location", "montevideo/pocitos")
                .doesNotContainKey("photo");
        assertThat(event.photoSha256()).isEqualTo(Hashes.sha256Hex(Calls.PHOTO));
        assertThat(event.probabilities()).hasSize(4);
        assertThat(event.interval()).hasSize(2);
        assertThat(event.embedding()).containsExactly(0f, 0.5f);
    }

    @Test
    void factsInTheWordsOfPortalsAreUnderstoodAsInCleaning() {
        predict(
                        "{\"area_m2\":\"51 Mts\",\"rooms\":\"Monoambiente\",\"bathrooms\":\"Más de 3 baños\","
                                + "\"building_type\":\"Casa\",\"department\":\"montevideo\",\"location\":\" POCITOS \"}",
                        null)
                .statusCode(200)
                .body("estimate.price_usd", equalTo(102_000f));
    }

    @Test
    void countsAboveTheLimitMeanThatManyOrMore() {
        predict(listing("460", "5", "7", "Casa", "\"department\":\"Salto\",\"location\":\"Salto\""), null)
                .statusCode(200)
                .body("warnings", hasItem("unlike-training-data"));
    }

    @Test
    void aLocationThatOnlyOneDepartmentHasImpliesIt() {
        predict(listing("80", "2", "1", "house", "\"location\":\"Pocitos\""), null)
                .statusCode(200)
                .body("warnings", hasItem("department-implied"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|2|1|apartment|\"location\":\"montevideo/pocitos\"|area_m2|25 to 500 m2",
                "501|2|1|apartment|\"location\":\"montevideo/pocitos\"|area_m2|25 to 500 m2",
                "70|-1|1|apartment|\"location\":\"montevideo/pocitos\"|rooms|0 to 4",
                "70|2|0|apartment|\"location\":\"montevideo/pocitos\"|bathrooms|1 to 4",
                "70|2.5|1|apartment|\"location\":\"montevideo/pocitos\"|rooms|whole number",
                "70|2|1|castle|\"location\":\"montevideo/pocitos\"|building_type|apartment or house",
                "70|2|1|house|\"department\":\"Montevideo\",\"location\":\"Nowhere\"|location|Montevideo",
                "70|2|1|house|\"department\":\"Atlantis\",\"location\":\"Pocitos\"|department|departments",
                "70|2|1|house|\"department\":\"Montevideo\"|location|location",
                "70|2|1|house|\"location\":\"Otros\"|location|department"
            })
    void aFactOutsideItsLimitsIsNamed(
            String area, String rooms, String bathrooms, String type, String place, String field, String expected) {
        problem(predict(listing(area, rooms, bathrooms, type, place), null), 422, "outside-limits")
                .body("fields", hasSize(1))
                .body("fields[0].name", equalTo(field))
                .body("fields[0].expected", containsString(expected));
    }

    @Test
    void allWrongFactsAreNamedAtOnce() {
        problem(predict("{}", null), 422, "outside-limits").body("fields", hasSize(5));
    }

    @Test
    void aValueOfTheWrongKindIsMalformed() {
        problem(predict(listing("[70]", "true", "1", "house", "\"location\":\"Salto\""), null), 400, "malformed")
                .body("fields.name", contains("area_m2", "rooms"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"area_m2\":", "no json", "[1]", "{} {}", "1"})
    void aListingThatIsNoJsonObjectIsMalformed(String listing) {
        problem(predict(listing, null), 400, "malformed");
    }

    @Test
    void aMissingListingIsMalformed() {
        problem(predict(null, Calls.PHOTO), 400, "malformed").body("fields[0].name", equalTo("listing"));
    }

    @Test
    void whatIsNoImageIsUnsupported() {
        problem(predict(listing(70), Calls.NO_PHOTO), 415, "not-an-image").body("detail", containsString("no image"));
    }

    @Test
    void aDamagedPhotoSaysSo() {
        problem(predict(listing(70), Calls.CUT_PHOTO), 422, "unreadable-photo")
                .body("detail", containsString("ends early"));
    }

    @Test
    void anUploadOf30MegabytesIsRefusedByItsLengthAndSaysHowMuchIsAllowed() throws Exception {
        byte[] body = new byte[30_000_000];
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/predictions"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().firstValue("X-Correlation-Id")).isPresent();
            assertThat(response.body()).contains("30000000 bytes (expected: at most 26214400)");
        }
    }

    @Test
    void aPhotoOf22MegabytesIsTooLargeToo() {
        problem(predict(listing(70), new byte[22_000_000]), 413, "too-large").body("detail", containsString("photo"));
    }

    @Test
    void anotherContentTypeIsUnsupported() {
        problem(
                given().contentType("text/plain")
                        .body("x")
                        .post("/v1/predictions")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void anyTaskThatIsServedCanBeAsked() {
        given().contentType(ContentType.JSON)
                .body("{\"x\":0.5,\"y\":-3}")
                .post("/v1/tasks/tiny/predictions")
                .then()
                .statusCode(200)
                .body("task", equalTo("tiny"))
                .body("bands.name", contains("a", "b", "c"))
                .body("bands.probability", contains(0.2f, 0.3f, 0.5f))
                .body("estimate", nullValue())
                .body("photo", nullValue());
    }

    @Test
    void factsOfAnyTaskAreCheckedByWhatItsModelSays() {
        problem(
                        given().contentType(ContentType.JSON)
                                .body("{\"x\":2,\"z\":1}")
                                .post("/v1/tasks/tiny/predictions")
                                .then(),
                        422,
                        "outside-limits")
                .body("fields.name", contains("x", "y", "z"))
                .body("fields[0].expected", equalTo("a number from 0 to 1"));
    }

    @Test
    void anUnknownTaskIsNotFound() {
        problem(
                given().contentType(ContentType.JSON)
                        .body("{}")
                        .post("/v1/tasks/none/predictions")
                        .then(),
                404,
                "not-found");
    }

    @Test
    void withoutChampionTheAnswerSaysWhenToTryAgain() {
        replicas.champion(null);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        problem(predict(listing(70), null), 503, "no-model").header("Retry-After", "10"));
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void aNewChampionAnswersFromTheNextCallOn() {
        replicas.champion("m2");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> predict(listing(70), null).statusCode(200).body("model_version", equalTo("m2")));
    }

    @Test
    void aDyingReplicaCostsNoRequest() {
        replicas.killFirst();
        try {
            for (int i = 0; i < 30; i++) {
                predict(listing(70), null).statusCode(200);
            }
        } finally {
            replicas.restartFirst();
        }
        awaitBothReplicas();
        int before = replicas.first().calls();
        Awaitility.await().atMost(SOON).until(() -> {
            predict(listing(70), null).statusCode(200);
            return replicas.first().calls() > before;
        });
    }

    @Test
    void overloadedReplicasAreAPassingProblem() {
        replicas.first().overload(1);
        replicas.second().overload(1);
        problem(predict(listing(70), null), 503, "overloaded").header("Retry-After", "1");
        replicas.first().overload(0);
        replicas.second().overload(0);
    }

    @Test
    void metricsTellWhatWasPredictedAndRefused() {
        given().get("/q/metrics")
                .then()
                .body(containsString(
                        "cuantovale_gateway_predictions_total{result=\"predicted\",task=\"property-price\"}"))
                .body(containsString("cuantovale_gateway_prediction_seconds_bucket"))
                .body(containsString("cuantovale_gateway_replicas"));
    }
}

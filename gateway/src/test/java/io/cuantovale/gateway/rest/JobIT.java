package io.cuantovale.gateway.rest;

import static io.cuantovale.gateway.rest.Calls.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobIT extends GatewayIT {
    private static final String HEADER = "id,area,rooms,bathrooms,building_type,department,location,photo\n";

    private static String submit(String csv) {
        return given().multiPart("listings", "l.csv", csv.getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("photos", "a.jpg", Calls.PHOTO, "image/jpeg")
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/jobs/"))
                .extract()
                .path("id");
    }

    private static void awaitState(String id, String state) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        given().get("/v1/jobs/" + id).then().statusCode(200).body("state", equalTo(state)));
    }

    private static List<JsonPath> results(String id) {
        return given().get("/v1/jobs/" + id + "/results")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(JsonPath::new)
                .toList();
    }

    @Test
    void aTableIsPredictedRowByRow() {
        String id = submit(HEADER
                + "r1,51 Mts,2,1 Baños,Apartamento,Montevideo,Pocitos,a.jpg\n"
                + "r2,1,2,1,Casa,Salto,Salto,\n"
                + HEADER
                + "r3,80,2,1,Casa\n"
                + "r4,80,2,1,Casa,Salto,Salto,missing.jpg\n"
                + "r5,80,Más de 4 dormitorios,1,Casa,Salto,Salto,\n");
        awaitState(id, "completed");
        given().get("/v1/jobs/" + id).then().body("predicted", equalTo(2)).body("failed", equalTo(3));
        given().get("/v1/jobs").then().body("jobs.id", hasItem(id));
        List<JsonPath> lines = results(id);
        assertThat(lines).extracting(l -> l.getInt("index")).containsExactly(0, 1, 2, 3, 4);
        assertThat(lines.get(0).getString("id")).isEqualTo("r1");
        assertThat(lines.get(0).getString("prediction.photo")).isEqualTo("used");
        assertThat(lines.get(1).getInt("error.status")).isEqualTo(422);
        assertThat(lines.get(2).getString("error.detail")).contains("5 fields (expected: 8");
        assertThat(lines.get(3).getString("error.detail")).contains("missing.jpg");
        assertThat(lines.get(4).getFloat("prediction.estimate.price_usd")).isEqualTo(160_000f);
    }

    @Test
    void aJobWithoutTableOrHeaderSaysSo() {
        problem(
                        given().multiPart("photos", "a.jpg", Calls.PHOTO, "image/jpeg")
                                .post("/v1/jobs")
                                .then(),
                        400,
                        "malformed")
                .body("fields[0].name", equalTo("listings"));
        String id = submit("");
        awaitState(id, "failed");
        given().get("/v1/jobs/" + id).then().body("failure", containsString("header"));
    }

    @Test
    void anUnknownJobIsNotFound() {
        problem(given().get("/v1/jobs/none").then(), 404, "not-found");
        problem(given().get("/v1/jobs/none/results").then(), 404, "not-found");
    }

    @Test
    void aJobWaitsForTheFirstChampion() {
        replicas.champion(null);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> given().get("/v1/models").then().body("models.size()", equalTo(0)));
        String id = submit(HEADER + "r1,51,2,1,Apartamento,Montevideo,Pocitos,\n");
        awaitState(id, "queued");
        replicas.champion("m3");
        awaitState(id, "completed");
    }
}

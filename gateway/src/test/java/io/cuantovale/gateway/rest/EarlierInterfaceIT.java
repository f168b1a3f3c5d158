package io.cuantovale.gateway.rest;

import static io.cuantovale.gateway.rest.Calls.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EarlierInterfaceIT extends GatewayIT {
    private static ValidatableResponse predict(String data) {
        return given().multiPart("data", data, "text/plain; charset=UTF-8")
                .multiPart("image_file", "p.jpg", Calls.PHOTO, "image/jpeg")
                .post("/predict/")
                .then();
    }

    private static ValidatableResponse predictBatch(String datas, byte[]... photos) {
        RequestSpecification request = given().multiPart("datas", datas, "text/plain; charset=UTF-8");
        for (byte[] photo : photos) {
            request.multiPart("images_files", "p.jpg", photo, "image/jpeg");
        }
        return request.post("/predictBatch/").then();
    }

    @Test
    void aPredictionHasTheEarlierShapeToTheByte() {
        String body = predict("120;4;1;Apartamento;Montevideo;Pocitos")
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .asString();
        assertThat(body)
                .isEqualTo("{\"message\":\"[{'Menos de 100K': 0.0004, 'Entre 100K y 200K': 0.0004,"
                        + " 'Entre 200K y 300K': 0.9978, 'Más de 300K': 2.1e-09}]\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "460;5;5;Casa;Salto;Salto",
                "120; 3; 1; 0; Montevideo, Pocitos",
                " 120 ; 3 ; 1 ; 1 ; Montevideo ; Pocitos ",
                "120;1 Ambiente;Más de 3 baños;Casa;Montevideo;Pocitos"
            })
    void whatTheEarlierManualShowsWorks(String data) {
        predict(data).statusCode(200).body("message", containsString("'Menos de 100K': "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120;4;1|400|malformed|area;rooms",
                "1;4;1;Casa;Salto;Salto|422|outside-limits|area: 1 (expected: 25 to 500 m2)",
                "x;4;1;Casa;Salto;Salto|422|outside-limits|area",
                "120;4;1;Casa;Salto;Pocitos|422|outside-limits|location: Pocitos"
            })
    void whatCannotBeReadIsNamed(String data, int status, String code, String detail) {
        problem(predict(data), status, code).body("detail", containsString(detail));
    }

    @Test
    void thePhotoIsRequired() {
        problem(
                        given().multiPart("data", "120;4;1;Casa;Salto;Salto")
                                .post("/predict/")
                                .then(),
                        400,
                        "malformed")
                .body("fields[0].name", equalTo("image_file"));
    }

    @Test
    void whatIsNoPhotoIsRefused() {
        problem(
                given().multiPart("data", "120;4;1;Casa;Salto;Salto")
                        .multiPart("image_file", "p.jpg", Calls.NO_PHOTO, "image/jpeg")
                        .post("/predict/")
                        .then(),
                415,
                "not-an-image");
    }

    @Test
    void aBatchHasTheEarlierShapeInTheOrderOfItsItems() {
        String body = predictBatch("40;2;1;Casa;Salto;Salto, 80;2;1;0;Montevideo;Pocitos", Calls.PHOTO, Calls.PHOTO)
                .statusCode(200)
                .extract()
                .asString();
        assertThat(body)
                .isEqualTo("{\"message\":\"[{'Menos de 100K': 0.9978, 'Entre 100K y 200K': 2.1e-09,"
                        + " 'Entre 200K y 300K': 0.0004, 'Más de 300K': 0.0004}, {'Menos de 100K': 0.0004,"
                        + " 'Entre 100K y 200K': 0.9978, 'Entre 200K y 300K': 2.1e-09, 'Más de 300K': 0.0004}]\"}");
    }

    @Test
    void aWrongCountOfPhotosIsAnError() {
        problem(predictBatch("40;2;1;Casa;Salto;Salto,50;2;1;Casa;Salto;Salto", Calls.PHOTO), 400, "malformed")
                .body("detail", containsString("1 photos"));
    }

    @Test
    void aBadItemOfABatchIsNamed() {
        problem(
                        predictBatch("40;2;1;Casa;Salto;Salto,1;2;1;Casa;Salto;Salto", Calls.PHOTO, Calls.PHOTO),
                        422,
                        "outside-limits")
                .body("detail", containsString("datas[1]: area: 1"));
        problem(
                        predictBatch("40;2;1;Casa;Salto;Salto,60;2;1;Casa;Salto;Salto", Calls.PHOTO, Calls.NO_PHOTO),
                        415,
                        "not-an-image")
                .body("detail", containsString("datas[1]: "));
    }

    @Test
    void theOtherEarlierAddressesAnswer() {
        given().get("/app").then().statusCode(200).contentType(ContentType.JSON).body(equalTo("\"cuantovale\""));
        given().get("/docs/")
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body(containsString("wagger"));
        given().get("/docs").then().statusCode(200).contentType(ContentType.HTML);
        given().get("/").then().statusCode(200).contentType(ContentType.HTML);
    }
}

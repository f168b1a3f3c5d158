package io.cuantovale.gateway.rest;

import static io.cuantovale.gateway.rest.Calls.listing;
import static io.cuantovale.gateway.rest.Calls.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.kit.json.Json;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchIT extends GatewayIT {
    private static final String BATCH = "/v1/predictions/batch";

    @TestHTTPResource("/")
    URI server;

    private static List<JsonNode> lines(Response response) {
        response.then().statusCode(200).contentType("application/x-ndjson");
        return response.asString().lines().map(BatchIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static Response send(String ndjson) {
        return given().contentType("application/x-ndjson")
                .body(ndjson.getBytes(StandardCharsets.UTF_8))
                .post(BATCH);
    }

    private static String with(String listing, String members) {
        return listing.substring(0, listing.length() - 1) + "," + members + "}";
    }

    private static String base64(byte[] photo) {
        return "\"photo_base64\":\"" + Base64.getEncoder().encodeToString(photo) + "\"";
    }

    private static void assertDone(JsonNode last, long items, long failed) {
        assertThat(last.path("done").asBoolean()).isTrue();
        assertThat(last.path("items").asLong()).isEqualTo(items);
        assertThat(last.path("failed").asLong()).isEqualTo(failed);
        assertThat(last.path("predicted").asLong()).isEqualTo(items - failed);
    }

    @Test
    void oneBadItemAmongFiftyIsALineOfItsOwn() {
        String batch = IntStream.range(0, 50)
                .mapToObj(i -> listing(i == 23 ? 1 : 50 + i))
                .collect(Collectors.joining("\n"));
        List<JsonNode> lines = lines(send(batch));
        assertThat(lines).hasSize(51);
        for (int i = 0; i < 50; i++) {
            JsonNode line = lines.get(i);
            assertThat(line.path("index").asInt()).isEqualTo(i);
            if (i == 23) {
                assertThat(line.path("error").path("status").asInt()).isEqualTo(422);
                assertThat(line.path("error")
                                .path("fields")
                                .path(0)
                                .path("name")
                                .asText())
                        .isEqualTo("area_m2");
                assertThat(line.has("prediction")).isFalse();
            } else {
                assertThat(line.path("prediction")
                                .path("estimate")
                                .path("price_usd")
                                .asDouble())
                        .isEqualTo((50 + i) * 2_000.0);
            }
        }
        assertDone(lines.getLast(), 50, 1);
        assertThat(lines.getLast().path("model_versions").path(0).asText()).isEqualTo("m1");
    }

    @Test
    void badPhotosSpoilOnlyTheirOwnItems() {
        String batch = IntStream.range(0, 40)
                .mapToObj(i -> with(
                        listing(50 + i),
                        "\"id\":\"x" + i + "\","
                                + base64(i == 7 ? Calls.NO_PHOTO : i == 31 ? Calls.CUT_PHOTO : Calls.PHOTO)))
                .collect(Collectors.joining("\n"));
        List<JsonNode> lines = lines(send(batch));
        assertThat(lines.get(7).path("error").path("status").asInt()).isEqualTo(415);
        assertThat(lines.get(31).path("error").path("status").asInt()).isEqualTo(422);
        assertThat(lines.get(8).path("id").asText()).isEqualTo("x8");
        assertThat(lines.get(8).path("prediction").path("photo").asText()).isEqualTo("used");
        assertDone(lines.getLast(), 40, 2);
    }

    @Test
    void whatIsNoItemIsAnErrorLine() {
        String batch = String.join(
                "\r\n",
                "no json",
                "",
                "[1]",
                with(listing(60), "\"photo_base64\":\"%%%\""),
                with(listing(60), "\"photo\":\"a.jpg\""),
                listing(60));
        List<JsonNode> lines = lines(send(batch));
        assertThat(lines.subList(0, 4))
                .extracting(l -> l.path("error").path("status").asInt())
                .containsExactly(400, 400, 400, 422);
        assertThat(lines.get(4).has("prediction")).isTrue();
        assertDone(lines.getLast(), 5, 4);
    }

    @Test
    void anEmptyBatchIsDone() {
        assertDone(lines(send("\n")).getLast(), 0, 0);
    }

    @Test
    void thousandsOfItemsComeBackInOrderInMessagesOfBoundedSize() {
        int count = 3_000;
        String batch =
                IntStream.range(0, count).mapToObj(i -> listing(25 + i % 400)).collect(Collectors.joining("\n"));
        int before = replicas.first().calls() + replicas.second().calls();
        List<JsonNode> lines = lines(send(batch));
        assertThat(lines).hasSize(count + 1);
        for (int i = 0; i < count; i++) {
            assertThat(lines.get(i)
                            .path("prediction")
                            .path("estimate")
                            .path("price_usd")
                            .asDouble())
                    .isEqualTo((25 + i % 400) * 2_000.0);
        }
        assertDone(lines.getLast(), count, 0);
        assertThat(replicas.first().calls() + replicas.second().calls() - before)
                .isGreaterThanOrEqualTo(count / 32);
        assertThat(replicas.first().largest()).isLessThanOrEqualTo(32);
    }

    @Test
    void photosOfManyMegabytesAreCutIntoMessagesBelowTheLimit() {
        byte[] large = new byte[6_000_000];
        System.arraycopy(Calls.PHOTO, 0, large, 0, 3);
        large[large.length - 2] = (byte) 0xFF;
        large[large.length - 1] = (byte) 0xD9;
        RequestSpecification request = given().multiPart(
                        "listings",
                        IntStream.range(0, 8)
                                .mapToObj(i -> with(listing(50 + i), "\"photo\":\"" + i + ".jpg\""))
                                .collect(Collectors.joining("\n")));
        for (int i = 0; i < 8; i++) {
            request.multiPart("photos", i + ".jpg", large, "image/jpeg");
        }
        List<JsonNode> lines = lines(request.post(BATCH));
        assertDone(lines.getLast(), 8, 0);
    }

    @Test
    void aFormMayBringPhotosByName() {
        List<JsonNode> lines = lines(given().multiPart(
                        "listings",
                        with(listing(50), "\"photo\":\"b.jpg\"") + "\n" + with(listing(51), "\"photo\":\"c.jpg\"")
                                + "\n" + listing(52))
                .multiPart("photos", "b.jpg", Calls.PHOTO, "image/jpeg")
                .post(BATCH));
        assertThat(lines.get(0).path("prediction").path("photo").asText()).isEqualTo("used");
        assertThat(lines.get(1)
                        .path("error")
                        .path("fields")
                        .path(0)
                        .path("value")
                        .asText())
                .isEqualTo("c.jpg");
        assertThat(lines.get(2).path("prediction").path("photo").asText()).isEqualTo("missing");
        assertDone(lines.getLast(), 3, 1);
    }

    @Test
    void theSamePhotoNameTwiceIsMalformed() {
        problem(
                given().multiPart("listings", listing(50))
                        .multiPart("photos", "b.jpg", Calls.PHOTO, "image/jpeg")
                        .multiPart("photos", "b.jpg", Calls.PHOTO, "image/jpeg")
                        .post(BATCH)
                        .then(),
                400,
                "malformed");
    }

    @Test
    void aPassingOverloadDelaysABatchAndFailsNothing() {
        replicas.first().overload(2);
        replicas.second().overload(2);
        assertDone(lines(send(listing(50) + "\n" + listing(51))).getLast(), 2, 0);
        replicas.first().overload(0);
        replicas.second().overload(0);
    }

    @Test
    void withoutChampionThereIsNoBatch() {
        replicas.champion(null);
        org.awaitility.Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> problem(send(listing(50)).then(), 503, "no-model").header("Retry-After", equalTo("10")));
    }

    @Test
    void answersStreamWhileTheCallerIsStillSending() throws Exception {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + BATCH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            // Four messages may be under way: the fifth makes the first be written.
            for (int i = 0; i < 32 * 5; i++) {
                chunk(out, listing(60) + "\n");
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line;
            do {
                line = in.readLine();
            } while (line != null && !line.startsWith("{\"index\":0"));
            assertThat(line).contains("prediction");
            chunk(out, listing(61) + "\n");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            do {
                line = in.readLine();
            } while (line != null && !line.startsWith("{\"done\""));
            assertThat(line).contains("\"items\":161").contains("\"failed\":0");
        }
    }

    private static void chunk(OutputStream out, String text) throws java.io.IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}

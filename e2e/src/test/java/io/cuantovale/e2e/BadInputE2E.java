package io.cuantovale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.e2e.product.Http;
import io.cuantovale.e2e.product.Http.Answer;
import io.cuantovale.e2e.product.Http.Part;
import io.cuantovale.e2e.product.Product;
import io.cuantovale.e2e.product.ProductExtension;
import io.cuantovale.testkit.TestData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller gets who sends something wrong, and that everybody else is served. */
@ExtendWith(ProductExtension.class)
class BadInputE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UPLOAD_BYTES = 30_000_000;

    private final Product product;

    BadInputE2E(Product product) {
        this.product = product;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1    | 2 | 1 | apartment | Pocitos          | area_m2",
                "1250 | 2 | 1 | apartment | Pocitos          | area_m2",
                "80   | -1| 1 | apartment | Pocitos          | rooms",
                "80   | 2 | 0 | apartment | Pocitos          | bathrooms",
                "80   | 2 | 1 | castle    | Pocitos          | building_type",
                "80   | 2 | 1 | apartment | Nueva Cartagena  | location",
            })
    void aFactOutsideTheDomainIsA422ThatNamesIt(
            double area, int rooms, int bathrooms, String type, String location, String field) {
        Answer answer = predict(listing(area, rooms, bathrooms, type, location), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.json().findValuesAsText("name")).contains(field);
        assertThat(answer.json().findValuesAsText("expected")).isNotEmpty();
    }

    @Test
    void aBodyThatIsNoJsonIsA400() {
        assertThat(predict("{\"area_m2\": 80,", null).status()).isEqualTo(400);
    }

    @Test
    void aPhotoThatIsNoImageIsA415() {
        Answer answer = predict(good(), "<html>not a photo</html>".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(415);
    }

    @Test
    void anUploadOf30MegabytesIsA413AndTheNextCallIsAnswered() throws Exception {
        HttpResponse<String> answer;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            answer = client.send(
                    HttpRequest.newBuilder(URI.create(product.gateway() + "/v1/predictions"))
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .expectContinue(true)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[UPLOAD_BYTES]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("30000000");
        assertThat(predict(good(), null).status()).isEqualTo(200);
    }

    @Test
    void oneBadItemAmong50IsOneErrorLine() throws IOException {
        String items = IntStream.range(0, 50)
                .mapToObj(i -> i == 17
                        ? "{\"area_m2\": 1, \"rooms\": 2, \"bathrooms\": 1, \"building_type\": \"apartment\","
                                + " \"department\": \"Montevideo\", \"location\": \"Pocitos\"}"
                        : good().replace("\n", " "))
                .collect(Collectors.joining("\n"));
        HttpResponse<String> answer = ndjson(product.gateway() + "/v1/predictions/batch", items);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> lines = answer.body().lines().map(BadInputE2E::parse).toList();
        List<JsonNode> errors = lines.stream().filter(l -> l.has("error")).toList();
        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().path("index").asInt()).isEqualTo(17);
        assertThat(errors.getFirst().toString()).contains("area_m2");
        assertThat(answer.body().split("\"model_version\"", -1).length - 1).isGreaterThanOrEqualTo(49);
        assertThat(lines.getLast().path("done").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "120;4;1;Apartamento;Montevideo;Pocitos",
                "460;5;5;Casa;Salto;Salto",
                "120; 3; 1; 0; Montevideo, Pocitos",
                "120 ; 3 ; 1 ; Apartamento ; Montevideo ; Pocitos",
            })
    void theEarlierCallTakesWhatItsManualShows(String data) throws IOException {
        Answer answer = Http.postMultipart(
                product.gateway() + "/predict/", List.of(Part.field("data", data), Part.jpeg("image_file", photo())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("message").asText())
                .startsWith("[{'Menos de 100K': ")
                .contains("'Entre 100K y 200K': ", "'Entre 200K y 300K': ", "'Más de 300K': ")
                .endsWith("}]");
    }

    @Test
    void theEarlierBatchCallAnswersInOrder() throws IOException {
        Answer answer = Http.postMultipart(
                product.gateway() + "/predictBatch/",
                List.of(
                        Part.field("datas", "40;1;1;Apartamento;Montevideo;Pocitos,460;5;5;Casa;Salto;Salto"),
                        Part.jpeg("images_files", photo()),
                        Part.jpeg("images_files", photo())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("message").asText().split("Menos de 100K", -1))
                .hasSize(3);
    }

    @Test
    void theEarlierCallWithoutAPhotoIsRefusedByName() {
        Answer answer = Http.postMultipart(
                product.gateway() + "/predict/", List.of(Part.field("data", "120;4;1;Apartamento;Montevideo;Pocitos")));
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.body()).contains("image_file");
    }

    private Answer predict(String listing, byte @org.jspecify.annotations.Nullable [] photo) {
        Part facts = Part.json("listing", listing);
        return Http.postMultipart(
                product.gateway() + "/v1/predictions",
                photo == null ? List.of(facts) : List.of(facts, Part.jpeg("photo", photo)));
    }

    private static String good() {
        return listing(80, 2, 1, "apartment", "Pocitos");
    }

    private static String listing(double area, int rooms, int bathrooms, String type, String location) {
        return """
                {"area_m2": %s, "rooms": %d, "bathrooms": %d, "building_type": "%s",
                 "department": "Montevideo", "location": "%s"}""".formatted(area, rooms, bathrooms, type, location);
    }

    private static HttpResponse<String> ndjson(String url, String body) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(line, e);
        }
    }

    private static byte[] photo() throws IOException {
        try (Stream<Path> photos = Files.list(TestData.gallitoPhotos())) {
            return Files.readAllBytes(photos.sorted().findFirst().orElseThrow());
        }
    }
}

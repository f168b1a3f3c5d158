package io.cuantovale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.e2e.product.Http;
import io.cuantovale.e2e.product.Http.Part;
import io.cuantovale.e2e.product.Product;
import io.cuantovale.e2e.product.ProductExtension;
import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.testkit.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway answers is what ONNX Runtime of another language computes from the same photo and facts. */
@ExtendWith(ProductExtension.class)
class OnnxRuntimeElsewhereE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASK = "property-price";
    private static final Path CHECK =
            Path.of("").toAbsolutePath().getParent().resolve("training-service/src/test/python/check_onnx.py");
    private static final int ROWS = 6;
    private static final String PLACE = "montevideo/pocitos";

    private final Product product;

    OnnxRuntimeElsewhereE2E(Product product) {
        this.product = product;
    }

    @Test
    void servedPredictionsEqualThoseOfPythonsOnnxRuntime(@TempDir Path folder) throws Exception {
        String python = System.getenv().getOrDefault("CUANTOVALE_PYTHON", "");
        if (python.isEmpty()) {
            String reason =
                    "CUANTOVALE_PYTHON is not set (expected: a Python with onnxruntime; ./cuantovale test makes one)";
            assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
            Assumptions.abort(reason);
        }
        String version = product.champion().orElseThrow();
        Path model = product.objects().resolve(ObjectKeys.model(TASK, version));
        JsonNode manifest = JSON.readTree(model.resolve("manifest.json").toFile());

        Rows rows = new Rows(manifest);
        PhotoDecoder decoder = new PhotoDecoder();
        for (Path file : photos()) {
            double area = 40 + 10 * rows.size();
            int rooms = rows.size() % 5;
            int bathrooms = 1 + rows.size() % 4;
            byte[] photo = Files.readAllBytes(file);
            JsonNode answer = Http.postMultipart(
                            product.gateway() + "/v1/predictions",
                            List.of(Part.json("listing", listing(area, rooms, bathrooms)), Part.jpeg("photo", photo)))
                    .json();
            assertThat(answer.path("model_version").asText()).isEqualTo(version);
            rows.add(decoder.decode(photo, 192, 256).pixels(), area, rooms, bathrooms, answer);
        }
        Path check = folder.resolve("check.json");
        JSON.writeValue(check.toFile(), rows.check());

        Process process = new ProcessBuilder(
                        python, CHECK.toString(), model.resolve("model.onnx").toString(), check.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("price_usd: largest relative").contains(ROWS + " rows");
    }

    /** The graph's inputs and the gateway's answers, row by row. */
    private static final class Rows {
        private final JsonNode manifest;
        private final ByteArrayOutputStream photos = new ByteArrayOutputStream();
        private final List<Double> areas = new ArrayList<>();
        private final List<Integer> rooms = new ArrayList<>();
        private final List<Integer> bathrooms = new ArrayList<>();
        private final List<JsonNode> answers = new ArrayList<>();

        Rows(JsonNode manifest) {
            this.manifest = manifest;
        }

        int size() {
            return answers.size();
        }

        void add(byte[] pixels, double area, int room, int bathroom, JsonNode answer) {
            photos.writeBytes(pixels);
            areas.add(area);
            rooms.add(room);
            bathrooms.add(bathroom);
            answers.add(answer);
        }

        ObjectNode check() {
            ObjectNode check = JSON.createObjectNode();
            int n = size();
            ArrayNode inputs = check.putArray("inputs");
            input(inputs, "photo", "UINT8", List.of(n, 192, 256, 3), photos.toByteArray());
            byte[] present = new byte[n];
            java.util.Arrays.fill(present, (byte) 1);
            input(inputs, "photo_present", "BOOL", List.of(n), present);
            ByteBuffer area = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
            areas.forEach(a -> area.putFloat(a.floatValue()));
            input(inputs, "area_m2", "FP32", List.of(n), area.array());
            input(inputs, "rooms", "INT64", List.of(n), longs(rooms));
            input(inputs, "bathrooms", "INT64", List.of(n), longs(bathrooms));
            input(inputs, "building_type", "INT64", List.of(n), longs(repeated(index("building_type", "apartment"))));
            input(inputs, "location", "INT64", List.of(n), longs(repeated(index("location", PLACE))));
            ArrayNode outputs = check.putArray("outputs");
            int bands = answers.getFirst().path("bands").size();
            ByteBuffer probabilities = ByteBuffer.allocate(4 * n * bands).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer prices = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer intervals = ByteBuffer.allocate(8 * n).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode answer : answers) {
                answer.path("bands")
                        .forEach(b -> probabilities.putFloat(
                                (float) b.path("probability").asDouble()));
                prices.putFloat((float) answer.at("/estimate/price_usd").asDouble());
                answer.at("/estimate/interval_usd").forEach(d -> intervals.putFloat((float) d.asDouble()));
            }
            output(outputs, "probabilities", List.of(n, bands), probabilities, "absolute");
            output(outputs, "price_usd", List.of(n), prices, "relative");
            output(outputs, "interval_usd", List.of(n, 2), intervals, "relative");
            return check;
        }

        private List<Integer> repeated(int value) {
            return Stream.generate(() -> value).limit(size()).toList();
        }

        private int index(String feature, String value) {
            for (JsonNode f : manifest.path("features")) {
                if (f.path("name").asText().equals(feature)) {
                    List<String> vocabulary = JSON.convertValue(
                            f.path("vocabulary"), new com.fasterxml.jackson.core.type.TypeReference<List<String>>() {});
                    return vocabulary.indexOf(value);
                }
            }
            throw new IllegalStateException(feature + ": not in the manifest");
        }

        private static byte[] longs(List<Integer> values) {
            ByteBuffer buffer = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
            values.forEach(v -> buffer.putLong(v));
            return buffer.array();
        }

        private static void input(ArrayNode inputs, String name, String type, List<Integer> shape, byte[] data) {
            ObjectNode input = inputs.addObject().put("name", name).put("datatype", type);
            shape.forEach(input.withArray("shape")::add);
            input.put("data", Base64.getEncoder().encodeToString(data));
        }

        private static void output(ArrayNode outputs, String name, List<Integer> shape, ByteBuffer data, String bound) {
            ObjectNode output = outputs.addObject().put("name", name);
            shape.forEach(output.withArray("shape")::add);
            output.put("data", Base64.getEncoder().encodeToString(data.array())).put(bound, 1e-4);
        }
    }

    private static String listing(double area, int rooms, int bathrooms) {
        return """
                {"area_m2": %s, "rooms": %d, "bathrooms": %d, "building_type": "apartment",
                 "department": "Montevideo", "location": "Pocitos"}""".formatted(area, rooms, bathrooms);
    }

    private static List<Path> photos() throws IOException {
        try (Stream<Path> photos = Files.list(TestData.gallitoPhotos())) {
            return photos.sorted().limit(ROWS).toList();
        }
    }
}

package io.cuantovale.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuantovale.contracts.Topic;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.inference.fixture.Calls;
import io.cuantovale.inference.fixture.ServiceResources;
import io.cuantovale.inference.fixture.ServingFixture;
import io.cuantovale.inference.fixture.Tensors;
import io.cuantovale.inference.fixture.TestModels;
import io.cuantovale.inference.fixture.TestModels.TestModel;
import io.cuantovale.inference.fixture.TestPackages;
import io.cuantovale.inference.grpc.GrpcServer;
import io.cuantovale.kit.events.EventCodec;
import io.cuantovale.oip.grpc.ModelInferRequest;
import io.cuantovale.oip.grpc.ModelInferResponse;
import io.cuantovale.oip.grpc.ModelMetadataRequest;
import io.cuantovale.oip.grpc.ModelMetadataResponse;
import io.cuantovale.photo.UnreadablePhotoException;
import io.cuantovale.store.ObjectStore;
import io.cuantovale.testkit.KafkaBroker;
import io.cuantovale.testkit.KafkaProbe;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs: real broker, real store, both protocols. */
@QuarkusTest
@WithTestResource(KafkaBroker.class)
@WithTestResource(ServiceResources.class)
class InferenceServiceIT {
    private static final AtomicInteger VERSIONS = new AtomicInteger(100);
    private static final byte[] JPEG = Tensors.photo("jpg", 120, 640, 480);

    KafkaProbe kafka;

    @Inject
    ObjectStore store;

    @Inject
    EventCodec codec;

    @Inject
    GrpcServer server;

    private Calls grpc;

    @BeforeEach
    void connect() {
        grpc = new Calls(server.port());
    }

    @AfterEach
    void disconnect() {
        grpc.close();
    }

    @Test
    void isReadyAndLive() {
        Awaitility.await()
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        given().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
        given().get("/v2").then().statusCode(200).body("extensions", hasItem("binary_tensor_data"));
        assertThat(grpc.ready()).isTrue();
    }

    @Test
    void swapsThroughKafkaUnderLoadWithoutAFailedRequest() {
        String first = promote(1_000_000);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        Set<String> versions = ConcurrentHashMap.newKeySet();
        Set<Throwable> failures = ConcurrentHashMap.newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    try {
                        versions.add(grpc.infer(Calls.listing(TestModels.PRICES, JPEG))
                                .getModelVersion());
                        answered.incrementAndGet();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                }
            }));
        }
        String second = promote(2_000_000);
        String third = promote(3_000_000);
        int before = answered.get();
        Awaitility.await().until(() -> answered.get() > before + 20);
        stop.set(true);
        callers.forEach(c -> {
            try {
                c.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(failures).isEmpty();
        assertThat(versions).contains(first, third).isSubsetOf(first, second, third);
    }

    @Test
    void restAndGrpcAndOnnxRuntimeItselfGiveTheSameAnswer() throws Exception {
        TestModel model = TestModels.prices("v" + VERSIONS.incrementAndGet(), 12_345);
        promote(model);
        ModelInferResponse typed = grpc.infer(Calls.listing(TestModels.PRICES, JPEG));
        ModelInferResponse raw = grpc.infer(Calls.rawListing(TestModels.PRICES, JPEG));
        List<Float> rest = given().contentType("application/json")
                .body(jsonListing(Base64.getEncoder().encodeToString(JPEG)))
                .post("/v2/models/{m}/infer", TestModels.PRICES)
                .then()
                .statusCode(200)
                .body("model_version", equalTo(model.manifest().version()))
                .extract()
                .path("outputs.find { it.name == 'probabilities' }.data");
        float[] own = ownRuntime(model, JPEG);
        assertThat(Calls.floats(typed, "probabilities")).containsExactly(own);
        assertThat(Calls.floats(raw, "probabilities")).containsExactly(own);
        assertThat(rest).containsExactly(own[0], own[1], own[2], own[3]);
        ModelInferResponse tensor = grpc.infer(Calls.tensors(TestModels.PRICES + "-tensor", pixels(JPEG)));
        assertThat(Calls.floats(tensor, "probabilities")).containsExactly(own);
        assertThat(typed.getParametersMap().get("model_version").getStringParam())
                .isEqualTo(model.manifest().version());
    }

    @Test
    void takesAndGivesBinaryTensorsOverRest() {
        promote(0);
        String json = """
                {"parameters":{"binary_data_output":true},"inputs":[
                {"name":"photo","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":%d}},
                {"name":"area_m2","datatype":"FP32","shape":[1],"data":[60]},
                {"name":"rooms","datatype":"INT64","shape":[1],"data":[2]},
                {"name":"bathrooms","datatype":"INT64","shape":[1],"data":[1]},
                {"name":"building_type","datatype":"BYTES","shape":[1],"data":["house"]},
                {"name":"location","datatype":"BYTES","shape":[1],"data":["salto/salto"]}],
                "outputs":[{"name":"embedding"},{"name":"novelty","parameters":{"binary_data":false}}]}""".formatted(JPEG.length + 4);
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(head.length + 4 + JPEG.length).order(ByteOrder.LITTLE_ENDIAN);
        body.put(head).putInt(JPEG.length).put(JPEG);
        Response response = given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", head.length)
                .body(body.array())
                .post("/v2/models/{m}/infer", TestModels.PRICES);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        int length = Integer.parseInt(response.header("Inference-Header-Content-Length"));
        byte[] answer = response.asByteArray();
        assertThat(new String(answer, 0, length, StandardCharsets.UTF_8))
                .contains("\"binary_data_size\":256")
                .contains("\"data\":[");
        ByteBuffer embedding = ByteBuffer.wrap(answer, length, 256).slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(embedding.getFloat(8)).isEqualTo(60f);
        assertThat(embedding.getFloat(24)).as("salto/salto").isEqualTo(2f);
    }

    @Test
    void takesPixelsOnlyAsBinaryTensors() {
        promote(0);
        given().contentType("application/json")
                .body("""
                        {"inputs":[{"name":"photo","datatype":"UINT8","shape":[1,192,256,3],"data":[%s]},
                        {"name":"photo_present","datatype":"BOOL","shape":[1],"data":[true]},
                        {"name":"area_m2","datatype":"FP32","shape":[1],"data":[60]},
                        {"name":"rooms","datatype":"INT64","shape":[1],"data":[2]},
                        {"name":"bathrooms","datatype":"INT64","shape":[1],"data":[1]},
                        {"name":"building_type","datatype":"INT64","shape":[1],"data":[0]},
                        {"name":"location","datatype":"INT64","shape":[1],"data":[1]}]}""".formatted("7,".repeat(192 * 256 * 3 - 1) + "7"))
                .post("/v2/models/{m}/infer", TestModels.PRICES + "-tensor")
                .then()
                .statusCode(400)
                .body("error", containsString("photo: pixels as numbers"));
    }

    @Test
    void namesTheUnreadablePhotoAndKeepsServing() {
        promote(0);
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
        assertRefused(
                Calls.listing(TestModels.PRICES, JPEG, text, JPEG),
                Status.Code.INVALID_ARGUMENT,
                "unreadable-photo: photo[1]: not-an-image");
        assertThat(grpc.infer(Calls.listing(TestModels.PRICES, JPEG, JPEG)).getOutputsCount())
                .isEqualTo(5);
    }

    @Test
    void saysWhatIsWrongWithAValue() {
        promote(0);
        given().contentType("application/json")
                .header("X-Correlation-Id", "my-own-id")
                .body(jsonListing("").replace("[60]", "[7]"))
                .post("/v2/models/{m}/infer", TestModels.PRICES)
                .then()
                .statusCode(400)
                .header("X-Correlation-Id", "my-own-id")
                .body("error", equalTo("bad-input: area_m2[0]: 7 (expected: 25 to 500)"))
                .body("correlation_id", equalTo("my-own-id"));
        given().contentType("application/json")
                .body("{\"inputs\":")
                .post("/v2/models/{m}/infer", TestModels.PRICES)
                .then()
                .statusCode(400)
                .body("error", containsString("not JSON"));
    }

    @Test
    void tellsNoModelFromUnknownModel() {
        promote(0);
        given().contentType("application/json")
                .body(jsonListing(""))
                .post("/v2/models/awaited/infer")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("no-model"));
        given().contentType("application/json")
                .body(jsonListing(""))
                .post("/v2/models/never-heard/infer")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-model"));
        assertRefused(Calls.listing("awaited", JPEG), Status.Code.UNAVAILABLE, "no-model");
        assertRefused(Calls.listing("never-heard", JPEG), Status.Code.NOT_FOUND, "unknown-model");
        given().get("/v2/models/awaited/ready").then().statusCode(503);
        given().get("/v2/models/never-heard/ready").then().statusCode(404);
    }

    @Test
    void refusesDeadlinesThatCannotBeMet() {
        promote(0);
        given().contentType("application/json")
                .body(jsonListing(Base64.getEncoder().encodeToString(JPEG))
                        .replaceFirst("\\{", "{\"parameters\":{\"timeout\":1},"))
                .post("/v2/models/{m}/infer", TestModels.PRICES)
                .then()
                .statusCode(504)
                .body("code", equalTo("deadline"));
        assertThatThrownBy(() -> grpc.infer(Calls.listing(TestModels.PRICES, JPEG).toBuilder()
                        .putParameters(
                                "timeout",
                                io.cuantovale.oip.grpc.InferParameter.newBuilder()
                                        .setInt64Param(1)
                                        .build())
                        .build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
        assertThat(grpc.infer(Calls.listing(TestModels.PRICES, JPEG), Duration.ofSeconds(10))
                        .getModelVersion())
                .isNotEmpty();
    }

    @Test
    void keepsTheOldVersionWhenAPackageIsRefused() {
        String good = promote(0);
        String bad = "v" + VERSIONS.incrementAndGet();
        announce(TestPackages.put(store, TestModels.prices(bad, 0, "decoder-of-tomorrow")));
        kafka.send(Topic.MODELS_PROMOTED.topicName(), "noise", "not json".getBytes(StandardCharsets.UTF_8));
        Awaitility.await()
                .untilAsserted(() -> given().get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .body(containsString("reason=\"photo-decoder\"")));
        assertThat(grpc.infer(Calls.listing(TestModels.PRICES, JPEG)).getModelVersion())
                .isEqualTo(good);
        given().get("/q/health/ready").then().statusCode(200).body(containsString("decoder-of-tomorrow"));
        assertThat(promote(0)).as("the follower is alive").isNotEqualTo(good);
    }

    @Test
    void describesFeaturesAndTensorsAndClasses() {
        String version = promote(0);
        ModelMetadataResponse metadata = grpc.stub()
                .modelMetadata(ModelMetadataRequest.newBuilder()
                        .setName(TestModels.PRICES)
                        .build());
        assertThat(metadata.getVersions(0)).isEqualTo(version);
        assertThat(metadata.getInputsList())
                .extracting(i -> i.getName() + " " + i.getDatatype() + " " + i.getShapeList())
                .contains("photo BYTES [-1]", "area_m2 FP32 [-1]", "rooms INT64 [-1]", "location BYTES [-1]");
        assertThat(metadata.getPropertiesMap())
                .containsEntry("model_version", version)
                .containsEntry("level", "0.9")
                .containsEntry("target", "price_usd")
                .containsEntry("dataset_version", "d-1")
                .containsEntry("run_id", "run-" + version);
        assertThat(metadata.getPropertiesOrThrow("classes")).startsWith("[{\"name\":\"to-100k\",\"upper\":100000.0},{");
        given().get("/v2/models/{m}", TestModels.PRICES + "-tensor")
                .then()
                .statusCode(200)
                .body("inputs.find { it.name == 'photo' }.shape", hasItems(-1, 192, 256, 3))
                .body("inputs.find { it.name == 'photo' }.datatype", equalTo("UINT8"))
                .body("platform", equalTo("onnxruntime_onnx"));
        given().get("/v2/models/{m}/versions/{v}/ready", TestModels.PRICES, version)
                .then()
                .statusCode(200);
        given().get("/v2/models/{m}/versions/none", TestModels.PRICES).then().statusCode(404);
    }

    @Test
    void servesASecondTaskByItsManifestAlone() {
        promote(TestModels.triage("t" + VERSIONS.incrementAndGet()));
        given().contentType("application/json")
                .body("""
                        {"inputs":[{"name":"heat","datatype":"FP32","shape":[2],"data":[5,0]},
                        {"name":"pulse","datatype":"FP32","shape":[2],"data":[0,5]}]}""")
                .post("/v2/models/{m}/infer", TestModels.TRIAGE)
                .then()
                .statusCode(200)
                .body("outputs[0].shape", equalTo(List.of(2, 3)));
    }

    @Test
    void measuresStagesAndEchoesTheCorrelationId() {
        promote(0);
        assertThat(grpc.correlationOf("follow-me-1", Calls.listing(TestModels.PRICES, JPEG)))
                .isEqualTo("follow-me-1");
        String metrics = given().get("/q/metrics").asString();
        for (String stage : List.of("queue", "decode", "batch", "infer", "postprocess")) {
            assertThat(metrics)
                    .containsPattern("cuantovale_inference_stage_seconds_bucket\\{[^}]*stage=\"" + stage + "\"");
        }
        assertThat(metrics)
                .contains("cuantovale_inference_batch_rows_bucket")
                .contains("cuantovale_inference_queue_rows{")
                .contains("cuantovale_inference_model_info{")
                .contains("cuantovale_inference_swap_seconds_count{")
                .contains("cuantovale_inference_request_seconds_bucket{");
    }

    private String promote(float bias) {
        return promote(TestModels.prices("v" + VERSIONS.incrementAndGet(), bias));
    }

    /** Announces the model and waits until it serves. */
    private String promote(TestModel model) {
        announce(TestPackages.put(store, model));
        String version = model.manifest().version();
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> given().get("/v2/models/{m}", model.manifest().task())
                                .then()
                                .statusCode(200)
                                .body("versions[0]", equalTo(version)));
        return version;
    }

    private void announce(ModelPromoted promoted) {
        kafka.send(Topic.MODELS_PROMOTED.topicName(), promoted.task() + ":" + promoted.alias(), codec.encode(promoted));
    }

    private void assertRefused(ModelInferRequest request, Status.Code code, String description) {
        assertThatThrownBy(() -> grpc.infer(request)).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(code);
            assertThat(e.getStatus().getDescription()).startsWith(description);
        });
    }

    private static String jsonListing(String base64) {
        return """
                {"inputs":[{"name":"photo","datatype":"BYTES","shape":[1],"data":["%s"]},
                {"name":"area_m2","datatype":"FP32","shape":[1],"data":[60]},
                {"name":"rooms","datatype":"INT64","shape":[1],"data":[2]},
                {"name":"bathrooms","datatype":"INT64","shape":[1],"data":[1]},
                {"name":"building_type","datatype":"BYTES","shape":[1],"data":["house"]},
                {"name":"location","datatype":"BYTES","shape":[1],"data":["salto/salto"]}]}""".formatted(base64);
    }

    private static byte[] pixels(byte[] photo) throws UnreadablePhotoException {
        return ServingFixture.realPhotos().decode(ByteBuffer.wrap(photo), TestModels.HEIGHT, TestModels.WIDTH);
    }

    /** The same inputs through ONNX Runtime's own Java interface. */
    private static float[] ownRuntime(TestModel model, byte[] photo) throws OrtException, UnreadablePhotoException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model.onnx());
                OnnxTensor pixels = OnnxTensor.createTensor(
                        environment,
                        ByteBuffer.wrap(pixels(photo)),
                        new long[] {1, TestModels.HEIGHT, TestModels.WIDTH, 3},
                        OnnxJavaType.UINT8);
                OnnxTensor present = OnnxTensor.createTensor(environment, new boolean[] {true});
                OnnxTensor area = OnnxTensor.createTensor(environment, new float[] {60});
                OnnxTensor one = OnnxTensor.createTensor(environment, new long[] {1});
                OnnxTensor two = OnnxTensor.createTensor(environment, new long[] {2});
                OrtSession.Result result = session.run(Map.of(
                        "photo", pixels,
                        "photo_present", present,
                        "area_m2", area,
                        "rooms", two,
                        "bathrooms", one,
                        "building_type", one,
                        "location", two))) {
            return ((float[][]) result.get("probabilities").orElseThrow().getValue())[0];
        }
    }
}

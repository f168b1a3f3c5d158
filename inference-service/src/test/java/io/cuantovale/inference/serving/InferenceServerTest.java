package io.cuantovale.inference.serving;

import static io.cuantovale.inference.fixture.Tensors.bytes;
import static io.cuantovale.inference.fixture.Tensors.floats;
import static io.cuantovale.inference.fixture.Tensors.longs;
import static io.cuantovale.inference.fixture.Tensors.photo;
import static io.cuantovale.inference.fixture.Tensors.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.inference.fixture.ServingFixture;
import io.cuantovale.inference.fixture.Tensors;
import io.cuantovale.inference.fixture.TestModels;
import io.cuantovale.inference.fixture.TestPackages;
import io.cuantovale.inference.serving.batch.PhotoSource;
import io.cuantovale.inference.serving.model.ModelHost.Outcome;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InferRequest;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.InputTensor;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serving as a whole, on real ONNX Runtime and real photos, without Quarkus and Kafka. */
class InferenceServerTest {
    private static final byte[] GREY = photo("png", 100, 64, 48);

    /** Kept, since the log manager forgets loggers that nobody holds. */
    private static final Logger REQUESTS = Logger.getLogger(RequestLog.class.getName());

    @TempDir
    Path dir;

    @BeforeAll
    static void spareTheLog() {
        REQUESTS.setLevel(Level.WARNING);
    }

    @Test
    void mapsFactsAndPhotosByTheManifest() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            promote(fixture, "v1", 0);
            InferResponse response = fixture.server
                    .infer(request(
                            TestModels.PRICES,
                            bytes("photo", GREY, new byte[0], GREY),
                            floats("area_m2", 60, 25, 500),
                            longs("rooms", 2, 0, 9),
                            longs("bathrooms", 1, 4, 5),
                            texts("building_type", "apartment", "house", "house"),
                            texts("location", "salto/salto", "nowhere/at-all", "rivera/ñandú")))
                    .join();
            float[] seen = Tensors.floats(output(response, "embedding"));
            assertThat(row(seen, 0)).containsExactly(100, 1, 60, 2, 1, 0, 2);
            assertThat(row(seen, 1)).as("no photo; unknown location").containsExactly(0, 0, 25, 0, 4, 1, 0);
            assertThat(row(seen, 2)).as("counts above the limit").containsExactly(100, 1, 500, 4, 4, 1, 3);
            assertThat(response.version()).isEqualTo("v1");
            assertThat(output(response, "probabilities").shape()).containsExactly(3L, 4L);
            float[] probabilities = Tensors.floats(output(response, "probabilities"));
            assertThat(probabilities[0] + probabilities[1] + probabilities[2] + probabilities[3])
                    .isCloseTo(1f, within(1e-5f));
        }
    }

    @Test
    void servesAnyTaskByItsManifestAlone() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            fixture.host.apply(TestPackages.put(fixture.store, TestModels.triage("t1")));
            InferResponse response = fixture.server
                    .infer(request(TestModels.TRIAGE, floats("heat", 3, 0), floats("pulse", 0, 2)))
                    .join();
            float[] p = Tensors.floats(output(response, "probabilities"));
            assertThat(p[0]).isGreaterThan(p[1]).isGreaterThan(p[2]);
            assertThat(p[4]).isGreaterThan(p[3]).isGreaterThan(p[5]);
        }
    }

    @Test
    void namesEveryUnreadablePhotoByItsIndex() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            promote(fixture, "v1", 0);
            byte[] text = "no photo at all".getBytes(StandardCharsets.UTF_8);
            byte[][] photos = {GREY, text, GREY, GREY, text, GREY};
            ServingException refused = refusal(fixture.server.infer(listing(photos)));
            assertThat(refused.code()).isEqualTo(ErrorCode.UNREADABLE_PHOTO);
            assertThat(refused.getMessage()).contains("photo[1]: not-an-image").contains("photo[4]: not-an-image");
            assertThat(refused.getMessage()).doesNotContain("photo[0]");
        }
    }

    @Test
    void swapsUnderLoadWithoutAFailedRequestAndRollsBackAtOnce() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            ModelPromoted first = promote(fixture, "v1", 1_000_000);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            List<Throwable> failures = new ArrayList<>();
            Set<String> versions = ConcurrentHashMap.newKeySet();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                callers.add(Thread.ofPlatform().start(() -> {
                    while (!stop.get()) {
                        try {
                            InferResponse response =
                                    fixture.server.infer(listing(GREY, GREY)).join();
                            versions.add(response.version());
                            // The version that is named is the one that computed: its number is in the price.
                            float price = Tensors.floats(output(response, "price_usd"))[1];
                            assertThat((int) (price / 1_000_000))
                                    .isEqualTo(response.version().charAt(1) - '0');
                            answered.incrementAndGet();
                        } catch (Throwable e) {
                            synchronized (failures) {
                                failures.add(e);
                            }
                        }
                    }
                }));
            }
            awaitMore(answered);
            for (int version = 2; version <= 6; version++) {
                assertThat(fixture.host.apply(put(fixture, "v" + version, version * 1_000_000)))
                        .isEqualTo(Outcome.LOADED);
                awaitMore(answered);
            }
            ModelPromoted fifth = put(fixture, "v5", 5_000_000);
            assertThat(fixture.host.apply(fifth)).isEqualTo(Outcome.ROLLED_BACK);
            awaitMore(answered);
            assertThat(fixture.host.apply(first)).as("no longer loaded").isEqualTo(Outcome.LOADED);
            awaitMore(answered);
            stop.set(true);
            callers.forEach(InferenceServerTest::join);
            assertThat(failures).isEmpty();
            assertThat(versions).containsExactlyInAnyOrder("v1", "v2", "v3", "v4", "v5", "v6");
            assertThat(fixture.host.slot(TestModels.PRICES).loaded()).hasSize(2);
        }
    }

    @Test
    void keepsTheOldVersionWhenANewOneIsRefused() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            promote(fixture, "v1", 0);
            ModelPromoted unknownDecoder =
                    TestPackages.put(fixture.store, TestModels.prices("v2", 0, "some-other-decoder"));
            assertThat(fixture.host.apply(unknownDecoder)).isEqualTo(Outcome.REFUSED);
            ModelPromoted tampered = put(fixture, "v3", 0);
            fixture.store.put("models/" + TestModels.PRICES + "/v3/model.onnx", new byte[] {1, 2, 3});
            assertThat(fixture.host.apply(tampered)).isEqualTo(Outcome.REFUSED);
            ModelPromoted wrongHash = TestPackages.promoted(TestModels.PRICES, "v3", "0".repeat(64));
            assertThat(fixture.host.apply(wrongHash)).isEqualTo(Outcome.REFUSED);
            assertThat(fixture.host.apply(TestPackages.promoted(TestModels.PRICES, "v4", "0".repeat(64))))
                    .as("not in the store")
                    .isEqualTo(Outcome.FAILED);
            assertThat(fixture.server.infer(listing(GREY)).join().version()).isEqualTo("v1");
            assertThat(fixture.host.status()).singleElement().satisfies(s -> {
                assertThat(s.served()).isEqualTo("v1");
                assertThat(s.problem()).contains("v4/manifest.json");
            });
            for (String reason : List.of("photo-decoder", "file-hash", "manifest-hash", "store")) {
                assertThat(fixture.registry
                                .get("cuantovale.inference.swap")
                                .tag("reason", reason)
                                .timer()
                                .count())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void refusesMoreThanTheQueueHolds() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (ServingFixture fixture = ServingFixture.open(dir, gated(gate), ServingFixture.limits(4, 64L << 20))) {
            promote(fixture, "v1", 0);
            CompletableFuture<InferResponse> three = fixture.server.infer(listing(GREY, GREY, GREY));
            CompletableFuture<InferResponse> two = fixture.server.infer(listing(GREY, GREY));
            assertThat(refusal(two).code()).isEqualTo(ErrorCode.OVERLOADED);
            gate.countDown();
            assertThat(three.join().version()).isEqualTo("v1");
            assertThat(fixture.server.infer(listing(GREY, GREY)).join().version())
                    .isEqualTo("v1");
        }
    }

    @Test
    void refusesMoreBytesThanTheQueueHolds() throws IOException {
        try (ServingFixture fixture =
                ServingFixture.open(dir, ServingFixture.realPhotos(), ServingFixture.limits(100, 300_000))) {
            promote(fixture, "v1", 0);
            assertThat(refusal(fixture.server.infer(listing(GREY, GREY, GREY))).code())
                    .isEqualTo(ErrorCode.TOO_LARGE);
            assertThat(fixture.server.infer(listing(GREY)).join().version()).isEqualTo("v1");
        }
    }

    @Test
    void refusesADeadlineThatCannotBeMetBeforeAnyWork() throws IOException {
        AtomicInteger decoded = new AtomicInteger();
        PhotoSource real = ServingFixture.realPhotos();
        PhotoSource counting = (encoded, height, width) -> {
            decoded.incrementAndGet();
            return real.decode(encoded, height, width);
        };
        try (ServingFixture fixture = ServingFixture.open(dir, counting, ServingFixture.limits(256, 64L << 20))) {
            promote(fixture, "v1", 0);
            int before = decoded.get();
            InferRequest hopeless = withDeadline(listing(GREY), System.nanoTime() + 1_000);
            assertThat(refusal(fixture.server.infer(hopeless)).code()).isEqualTo(ErrorCode.DEADLINE);
            assertThat(decoded.get()).isEqualTo(before);
            InferRequest patient = withDeadline(listing(GREY), System.nanoTime() + 20_000_000_000L);
            assertThat(fixture.server.infer(patient).join().version()).isEqualTo("v1");
        }
    }

    @Test
    void dropsTheWorkOfACallerWhoWentAway() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger decoded = new AtomicInteger();
        PhotoSource gated = gated(gate);
        PhotoSource counting = (encoded, height, width) -> {
            byte[] pixels = gated.decode(encoded, height, width);
            decoded.incrementAndGet();
            return pixels;
        };
        try (ServingFixture fixture = ServingFixture.open(dir, counting, ServingFixture.limits(256, 64L << 20))) {
            promote(fixture, "v1", 0);
            int before = decoded.get();
            byte[][] photos = new byte[50][];
            java.util.Arrays.fill(photos, GREY);
            CompletableFuture<InferResponse> abandoned = fixture.server.infer(listing(photos));
            abandoned.cancel(false);
            gate.countDown();
            assertThat(fixture.server.infer(listing(GREY)).join().version()).isEqualTo("v1");
            assertThat(decoded.get() - before)
                    .as("two under way and the other caller's")
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void answersNoModelUntilThereIsOneAndUnknownForOtherNames() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            assertThat(refusal(fixture.server.infer(listing(GREY))).code()).isEqualTo(ErrorCode.NO_MODEL);
            promote(fixture, "v1", 0);
            assertThat(refusal(fixture.server.infer(request("other", floats("x", 1))))
                            .code())
                    .isEqualTo(ErrorCode.UNKNOWN_MODEL);
            InferRequest oldVersion =
                    new InferRequest(TestModels.PRICES, "v0", "", listing(GREY).inputs(), List.of(), null, "c", "test");
            assertThat(refusal(fixture.server.infer(oldVersion)).code()).isEqualTo(ErrorCode.UNKNOWN_VERSION);
            fixture.host.remove(TestModels.PRICES);
            assertThat(refusal(fixture.server.infer(listing(GREY))).code()).isEqualTo(ErrorCode.NO_MODEL);
        }
    }

    @Test
    void answersByTheVersionAskedForWhileItIsLoaded() throws IOException {
        try (ServingFixture fixture = ServingFixture.open(dir)) {
            promote(fixture, "v1", 1_000_000);
            promote(fixture, "v2", 2_000_000);
            InferRequest first = new InferRequest(
                    TestModels.PRICES, "v1", "7", listing(GREY).inputs(), List.of("price_usd"), null, "c", "test");
            InferResponse response = fixture.server.infer(first).join();
            assertThat(response.version()).isEqualTo("v1");
            assertThat(response.id()).isEqualTo("7");
            assertThat(response.outputs())
                    .singleElement()
                    .satisfies(o -> assertThat(Tensors.floats(o)[0]).isBetween(1_000_000f, 1_999_999f));
            assertThat(fixture.server.metadata(TestModels.PRICES, "").versions())
                    .containsExactly("v2", "v1");
        }
    }

    @Test
    void waitsForRequestsUnderWayWhenStopping() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        try (ServingFixture fixture = ServingFixture.open(dir, gated(gate), ServingFixture.limits(64, 64L << 20))) {
            promote(fixture, "v1", 0);
            CompletableFuture<InferResponse> underWay = fixture.server.infer(listing(GREY, GREY, GREY));
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> fixture.server.drain(10_000_000_000L));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    refusal(fixture.server.infer(listing(GREY))).code())
                            .isEqualTo(ErrorCode.STOPPING));
            assertThat(drained).isNotDone();
            gate.countDown();
            assertThat(drained.join()).isTrue();
            assertThat(underWay.join().version()).isEqualTo("v1");
        }
    }

    /** Photos wait at the gate, except those that warm the decoder up before the first model serves. */
    private static PhotoSource gated(CountDownLatch gate) {
        PhotoSource real = ServingFixture.realPhotos();
        return (encoded, height, width) -> {
            if (encoded.remaining() == GREY.length) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return real.decode(encoded, height, width);
        };
    }

    private static ModelPromoted promote(ServingFixture fixture, String version, float bias) {
        ModelPromoted promoted = put(fixture, version, bias);
        assertThat(fixture.host.apply(promoted)).isEqualTo(Outcome.LOADED);
        return promoted;
    }

    private static ModelPromoted put(ServingFixture fixture, String version, float bias) {
        return TestPackages.put(fixture.store, TestModels.prices(version, bias));
    }

    private static void awaitMore(AtomicInteger answered) {
        int before = answered.get();
        Awaitility.await().until(() -> answered.get() > before + 10);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServingException refusal(CompletableFuture<InferResponse> answer) {
        var thrown = assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class);
        List<ServingException> found = new ArrayList<>();
        thrown.cause().isInstanceOfSatisfying(ServingException.class, found::add);
        return found.getFirst();
    }

    private static InferRequest withDeadline(InferRequest request, long deadlineNanos) {
        return new InferRequest(request.model(), null, "", request.inputs(), List.of(), deadlineNanos, "c", "test");
    }

    private static InferRequest request(String model, InputTensor... inputs) {
        return new InferRequest(model, null, "", List.of(inputs), List.of(), null, "c", "test");
    }

    private static InferRequest listing(byte[]... photos) {
        int n = photos.length;
        double[] areas = new double[n];
        java.util.Arrays.fill(areas, 60);
        long[] ones = new long[n];
        java.util.Arrays.fill(ones, 1);
        String[] types = new String[n];
        java.util.Arrays.fill(types, "house");
        String[] places = new String[n];
        java.util.Arrays.fill(places, "salto/salto");
        return request(
                TestModels.PRICES,
                bytes("photo", photos),
                floats("area_m2", areas),
                longs("rooms", ones),
                longs("bathrooms", ones),
                texts("building_type", types),
                texts("location", places));
    }

    private static float[] row(float[] embedding, int row) {
        return java.util.Arrays.copyOfRange(embedding, row * 64, row * 64 + 7);
    }

    private static OutputTensor output(InferResponse response, String name) {
        return response.outputs().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

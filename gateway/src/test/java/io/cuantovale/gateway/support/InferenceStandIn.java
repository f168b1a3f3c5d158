package io.cuantovale.gateway.support;

import com.google.protobuf.ByteString;
import io.cuantovale.oip.grpc.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.cuantovale.oip.grpc.InferTensorContents;
import io.cuantovale.oip.grpc.ModelInferRequest;
import io.cuantovale.oip.grpc.ModelInferRequest.InferInputTensor;
import io.cuantovale.oip.grpc.ModelInferResponse;
import io.cuantovale.oip.grpc.ModelInferResponse.InferOutputTensor;
import io.cuantovale.oip.grpc.ModelMetadataRequest;
import io.cuantovale.oip.grpc.ModelMetadataResponse;
import io.cuantovale.oip.grpc.ServerReadyRequest;
import io.cuantovale.oip.grpc.ServerReadyResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Open Inference Protocol, as inference-service speaks it, over a formula in place of a network: 2 000 US$ per
 * square metre. A real gRPC server, so that everything between gateway and replica is real.
 */
public final class InferenceStandIn extends GRPCInferenceServiceImplBase implements AutoCloseable {
    private static final int PRICE_PER_M2 = 2_000;

    private final Server server;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger largest = new AtomicInteger();
    private final AtomicInteger overloads = new AtomicInteger();
    private volatile @Nullable String champion = "m1";

    private InferenceStandIn(int port) {
        try {
            server = Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                    .addService(this)
                    .maxInboundMessageSize(32 << 20)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static InferenceStandIn start(int port) {
        return new InferenceStandIn(port);
    }

    public int port() {
        return server.getPort();
    }

    /** Promotes a version; null for none. */
    public void champion(@Nullable String version) {
        champion = version;
    }

    /** Refuses so many of the next calls. */
    public void overload(int times) {
        overloads.set(times);
    }

    public int calls() {
        return calls.get();
    }

    /** Most rows of one message so far. */
    public int largest() {
        return largest.get();
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> out) {
        out.onNext(ServerReadyResponse.newBuilder().setReady(true).build());
        out.onCompleted();
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> out) {
        answer(out, () -> {
            String version = version(request.getName());
            return ModelMetadataResponse.newBuilder()
                    .setName(request.getName())
                    .addVersions(version)
                    .putAllProperties(properties(request.getName()))
                    .putProperties("model_version", version)
                    .build();
        });
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> out) {
        calls.incrementAndGet();
        answer(out, () -> infer(request));
    }

    private ModelInferResponse infer(ModelInferRequest request) {
        if (overloads.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw refusal(Status.RESOURCE_EXHAUSTED, "overloaded", "queue: full (expected: room)");
        }
        String version = version(request.getModelName());
        Map<String, InferInputTensor> inputs =
                request.getInputsList().stream().collect(Collectors.toMap(InferInputTensor::getName, i -> i));
        int rows = (int) request.getInputs(0).getShape(0);
        largest.accumulateAndGet(rows, Math::max);
        ModelInferResponse.Builder response = ModelInferResponse.newBuilder()
                .setModelName(request.getModelName())
                .setModelVersion(version);
        if (request.getModelName().equals("tiny")) {
            return response.addOutputs(output("probabilities", rows, repeated(rows, 0.2f, 0.3f, 0.5f)))
                    .build();
        }
        checkPhotos(inputs.get("photo"));
        List<Float> areas = inputs.get("area_m2").getContents().getFp32ContentsList();
        List<Float> prices = areas.stream().map(a -> a * PRICE_PER_M2).toList();
        return response.addOutputs(output("probabilities", rows, probabilities(prices)))
                .addOutputs(output("price_usd", rows, prices))
                .addOutputs(output(
                        "interval_usd",
                        rows,
                        prices.stream()
                                .flatMap(p -> List.of(p * 0.8f, p * 1.2f).stream())
                                .toList()))
                .addOutputs(output("embedding", rows, repeated(rows, 0f, 0.5f)))
                .addOutputs(output(
                        "novelty",
                        rows,
                        areas.stream().map(a -> a > 400 ? 0.99f : 0.25f).toList()))
                .build();
    }

    private static void checkPhotos(@Nullable InferInputTensor photos) {
        if (photos == null) {
            return;
        }
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < photos.getContents().getBytesContentsCount(); i++) {
            ByteString photo = photos.getContents().getBytesContents(i);
            if (!photo.isEmpty() && (photo.byteAt(0) != (byte) 0xFF || photo.byteAt(1) != (byte) 0xD8)) {
                bad.add("photo[" + i + "]: not-an-image, " + photo.size() + " bytes that are no image");
            } else if (!photo.isEmpty() && photo.byteAt(photo.size() - 1) != (byte) 0xD9) {
                bad.add("photo[" + i + "]: truncated, JPEG: ends early");
            }
        }
        if (!bad.isEmpty()) {
            throw refusal(
                    Status.INVALID_ARGUMENT, "unreadable-photo", String.join("; ", bad) + " (expected: a JPEG or PNG)");
        }
    }

    private static List<Float> probabilities(List<Float> prices) {
        List<Float> all = new ArrayList<>();
        for (float price : prices) {
            int band = Math.min(3, (int) ((price - 1) / 100_000));
            for (int i = 0; i < 4; i++) {
                all.add(i == band ? 0.9978f : i == (band + 1) % 4 ? 2.1e-9f : 0.0004f);
            }
        }
        return all;
    }

    private static List<Float> repeated(int rows, Float... values) {
        List<Float> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.addAll(List.of(values));
        }
        return all;
    }

    private static InferOutputTensor output(String name, int rows, List<Float> values) {
        return InferOutputTensor.newBuilder()
                .setName(name)
                .setDatatype("FP32")
                .addShape(rows)
                .addShape(values.size() / rows)
                .setContents(InferTensorContents.newBuilder().addAllFp32Contents(values))
                .build();
    }

    private String version(String model) {
        if (!model.equals("property-price") && !model.equals("tiny")) {
            throw refusal(Status.NOT_FOUND, "unknown-model", "model: " + model + " (expected: one that is served)");
        }
        String version = champion;
        if (version == null) {
            throw refusal(Status.UNAVAILABLE, "no-model", "model: " + model + " has no version yet");
        }
        return version;
    }

    private static Map<String, String> properties(String model) {
        if (model.equals("tiny")) {
            return Map.of(
                    "features",
                    "[{\"name\":\"x\",\"kind\":\"numeric\",\"tensor\":\"x\",\"required\":true,\"min\":0,\"max\":1,"
                            + "\"clamp_above_max\":false,\"vocabulary\":[]},{\"name\":\"y\",\"kind\":\"numeric\","
                            + "\"tensor\":\"y\",\"required\":true,\"clamp_above_max\":false,\"vocabulary\":[]}]",
                    "classes",
                    "[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]",
                    "outputs",
                    "[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,3],\"role\":\"probabilities\"}]");
        }
        return Map.of(
                "level",
                "0.9",
                "features",
                "[" + feature("photo", "photo", false) + "," + feature("area_m2", "numeric", true) + ","
                        + feature("rooms", "integer", true) + "," + feature("bathrooms", "integer", true) + ","
                        + feature("building_type", "categorical", true) + "," + feature("location", "categorical", true)
                        + "]",
                "classes",
                "[{\"name\":\"up-to-100k\",\"upper\":100000},{\"name\":\"100k-to-200k\",\"lower\":100000,"
                        + "\"upper\":200000},{\"name\":\"200k-to-300k\",\"lower\":200000,\"upper\":300000},"
                        + "{\"name\":\"over-300k\",\"lower\":300000}]",
                "outputs",
                "[" + outputSpec("probabilities", "probabilities") + "," + outputSpec("price_usd", "estimate") + ","
                        + outputSpec("interval_usd", "interval") + "," + outputSpec("embedding", "embedding") + ","
                        + outputSpec("novelty", "novelty") + "]");
    }

    private static String feature(String name, String kind, boolean required) {
        String vocabulary = name.equals("location") ? "\"unknown\",\"montevideo/pocitos\",\"salto/salto\"" : "";
        String unknown = name.equals("location") ? ",\"unknown_index\":0" : "";
        return "{\"name\":\"%s\",\"kind\":\"%s\",\"tensor\":\"%s\",\"required\":%s,\"clamp_above_max\":false,\"vocabulary\":[%s]%s}"
                .formatted(name, kind, name, required, vocabulary, unknown);
    }

    private static String outputSpec(String name, String role) {
        return "{\"name\":\"%s\",\"datatype\":\"FP32\",\"shape\":[-1],\"role\":\"%s\"}".formatted(name, role);
    }

    private static StatusRuntimeException refusal(Status status, String code, String message) {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("x-error-code", Metadata.ASCII_STRING_MARSHALLER), code);
        return status.withDescription(code + ": " + message).asRuntimeException(trailers);
    }

    private static <T> void answer(StreamObserver<T> out, java.util.function.Supplier<T> work) {
        try {
            T answer = work.get();
            out.onNext(answer);
            out.onCompleted();
        } catch (StatusRuntimeException e) {
            out.onError(e);
        }
    }

    /** Ends at once: calls in flight fail. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

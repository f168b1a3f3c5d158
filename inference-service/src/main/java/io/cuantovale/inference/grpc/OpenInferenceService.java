package io.cuantovale.inference.grpc;

import io.cuantovale.inference.health.ModelsReady;
import io.cuantovale.inference.serving.InferenceServer;
import io.cuantovale.inference.serving.ServerInfo;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InferRequest;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.oip.grpc.GRPCInferenceService;
import io.cuantovale.oip.grpc.ModelInferRequest;
import io.cuantovale.oip.grpc.ModelInferRequest.InferRequestedOutputTensor;
import io.cuantovale.oip.grpc.ModelInferResponse;
import io.cuantovale.oip.grpc.ModelMetadataRequest;
import io.cuantovale.oip.grpc.ModelMetadataResponse;
import io.cuantovale.oip.grpc.ModelReadyRequest;
import io.cuantovale.oip.grpc.ModelReadyResponse;
import io.cuantovale.oip.grpc.ServerLiveRequest;
import io.cuantovale.oip.grpc.ServerLiveResponse;
import io.cuantovale.oip.grpc.ServerMetadataRequest;
import io.cuantovale.oip.grpc.ServerMetadataResponse;
import io.cuantovale.oip.grpc.ServerReadyRequest;
import io.cuantovale.oip.grpc.ServerReadyResponse;
import io.grpc.Context;
import io.grpc.Deadline;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Open Inference Protocol's gRPC service. Runs on the event loop and never blocks it. */
@GrpcService
public class OpenInferenceService implements GRPCInferenceService {
    private final InferenceServer server;
    private final ModelsReady ready;
    private final ServerInfo info;

    OpenInferenceService(InferenceServer server, ModelsReady ready, ServerInfo info) {
        this.server = server;
        this.ready = ready;
        this.info = info;
    }

    @Override
    public Uni<ServerLiveResponse> serverLive(ServerLiveRequest request) {
        return Uni.createFrom()
                .item(ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public Uni<ServerReadyResponse> serverReady(ServerReadyRequest request) {
        return Uni.createFrom()
                .item(ServerReadyResponse.newBuilder().setReady(ready.isReady()).build());
    }

    @Override
    public Uni<ModelReadyResponse> modelReady(ModelReadyRequest request) {
        return answer(() -> {
            boolean loaded = true;
            try {
                server.metadata(request.getName(), request.getVersion());
            } catch (ServingException e) {
                if (e.code() != ErrorCode.NO_MODEL && e.code() != ErrorCode.UNKNOWN_VERSION) {
                    throw e;
                }
                loaded = false;
            }
            return ModelReadyResponse.newBuilder().setReady(loaded).build();
        });
    }

    @Override
    public Uni<ServerMetadataResponse> serverMetadata(ServerMetadataRequest request) {
        return Uni.createFrom()
                .item(ServerMetadataResponse.newBuilder()
                        .setName(info.name())
                        .setVersion(info.version())
                        .addAllExtensions(info.extensions())
                        .build());
    }

    @Override
    public Uni<ModelMetadataResponse> modelMetadata(ModelMetadataRequest request) {
        return answer(() -> GrpcResponses.metadata(server.metadata(request.getName(), request.getVersion())));
    }

    private static <T> Uni<T> answer(Supplier<T> supplier) {
        return Uni.createFrom().item(supplier).onFailure().transform(GrpcErrors::of);
    }

    @Override
    public Uni<ModelInferResponse> modelInfer(ModelInferRequest request) {
        // Read here: the call's context is bound to this thread only now.
        String correlationId = Correlation.acceptOrNew(CallInterceptor.CORRELATION_ID.get());
        Deadline deadline = Context.current().getDeadline();
        long received = System.nanoTime();
        boolean raw = request.getRawInputContentsCount() > 0;
        return Uni.createFrom()
                .completionStage(() -> infer(request, correlationId, deadline, received))
                .onItem()
                .transform(response -> GrpcResponses.inference(response, raw))
                .onFailure()
                .transform(GrpcErrors::of);
    }

    private CompletableFuture<io.cuantovale.inference.serving.protocol.InferResponse> infer(
            ModelInferRequest request, String correlationId, @Nullable Deadline deadline, long received) {
        try {
            return server.infer(new InferRequest(
                    request.getModelName(),
                    request.getModelVersion(),
                    request.getId(),
                    GrpcRequests.inputs(request),
                    request.getOutputsList().stream()
                            .map(InferRequestedOutputTensor::getName)
                            .toList(),
                    deadline(GrpcRequests.timeoutNanos(request), deadline, received),
                    correlationId,
                    "grpc"));
        } catch (ServingException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The earlier of the call's deadline and the request's own. */
    private static @Nullable Long deadline(long timeoutNanos, @Nullable Deadline deadline, long received) {
        Long own = timeoutNanos == 0 ? null : received + timeoutNanos;
        if (deadline == null) {
            return own;
        }
        long calls = System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
        return own == null || calls - own < 0 ? Long.valueOf(calls) : own;
    }
}

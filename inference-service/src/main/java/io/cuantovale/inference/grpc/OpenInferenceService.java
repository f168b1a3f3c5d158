package io.cuantovale.inference.grpc;

import io.cuantovale.inference.health.ModelsReady;
import io.cuantovale.inference.serving.InferenceServer;
import io.cuantovale.inference.serving.ServerInfo;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InferRequest;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.oip.grpc.GRPCInferenceServiceGrpc.AsyncService;
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
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Open Inference Protocol's gRPC service; never blocks. */
final class OpenInferenceService implements AsyncService {
    private final InferenceServer server;
    private final ModelsReady ready;
    private final ServerInfo info;

    OpenInferenceService(InferenceServer server, ModelsReady ready, ServerInfo info) {
        this.server = server;
        this.ready = ready;
        this.info = info;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> out) {
        answer(out, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> out) {
        answer(
                out,
                () -> ServerReadyResponse.newBuilder().setReady(ready.isReady()).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> out) {
        answer(out, () -> {
            boolean loaded = true;
            try {
                server.metadata(request.getName(), request.getVersion());
            } catch (ServingException e) {
                if (e.code() == ErrorCode.UNKNOWN_MODEL) {
                    throw e;
                }
                loaded = false;
            }
            return ModelReadyResponse.newBuilder().setReady(loaded).build();
        });
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> out) {
        answer(
                out,
                () -> ServerMetadataResponse.newBuilder()
                        .setName(info.name())
                        .setVersion(info.version())
                        .addAllExtensions(info.extensions())
                        .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> out) {
        answer(out, () -> GrpcResponses.metadata(server.metadata(request.getName(), request.getVersion())));
    }

    private static <T> void answer(StreamObserver<T> out, Supplier<T> supplier) {
        T value;
        try {
            value = supplier.get();
        } catch (RuntimeException e) {
            out.onError(GrpcErrors.of(e));
            return;
        }
        out.onNext(value);
        out.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> out) {
        boolean raw = request.getRawInputContentsCount() > 0;
        CompletableFuture<InferResponse> answer;
        try {
            answer = server.infer(read(request));
        } catch (ServingException e) {
            out.onError(GrpcErrors.of(e));
            return;
        }
        if (out instanceof ServerCallStreamObserver<ModelInferResponse> call) {
            call.setOnCancelHandler(() -> answer.cancel(false));
        }
        answer.whenComplete((response, failure) -> {
            if (failure == null) {
                answer(out, () -> GrpcResponses.inference(response, raw));
            } else if (!answer.isCancelled()) {
                out.onError(GrpcErrors.of(failure));
            }
        });
    }

    private static InferRequest read(ModelInferRequest request) {
        long received = System.nanoTime();
        return new InferRequest(
                request.getModelName(),
                request.getModelVersion(),
                request.getId(),
                GrpcRequests.inputs(request),
                request.getOutputsList().stream()
                        .map(InferRequestedOutputTensor::getName)
                        .toList(),
                deadline(GrpcRequests.timeoutNanos(request), Context.current().getDeadline(), received),
                Correlation.acceptOrNew(CallInterceptor.CORRELATION_ID.get()),
                "grpc");
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

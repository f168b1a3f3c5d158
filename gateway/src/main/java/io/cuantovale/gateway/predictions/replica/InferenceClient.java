package io.cuantovale.gateway.predictions.replica;

import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.oip.grpc.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.cuantovale.oip.grpc.ModelInferRequest;
import io.cuantovale.oip.grpc.ModelInferResponse;
import io.cuantovale.oip.grpc.ModelMetadataRequest;
import io.cuantovale.oip.grpc.ModelMetadataResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** Calls some replica; when it is unavailable, another one once. Blocks the calling (virtual) thread. */
@ApplicationScoped
public class InferenceClient {
    private static final Metadata.Key<String> CORRELATION_ID = Metadata.Key.of(
            CloudEventAttributes.HTTP_CORRELATION_ID.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER);

    private final Replicas replicas;

    InferenceClient(Replicas replicas) {
        this.replicas = replicas;
    }

    /**
     * Computes predictions.
     *
     * @throws InferenceException when it was refused or no replica could be reached
     */
    public ModelInferResponse infer(ModelInferRequest request, Duration deadline) {
        return call(deadline, stub -> stub.modelInfer(request));
    }

    /**
     * What a model says about itself.
     *
     * @param version empty for the champion
     * @throws InferenceException when there is no such model or no replica could be reached
     */
    public ModelMetadataResponse metadata(String model, String version, Duration deadline) {
        ModelMetadataRequest request = ModelMetadataRequest.newBuilder()
                .setName(model)
                .setVersion(version)
                .build();
        return call(deadline, stub -> stub.modelMetadata(request));
    }

    private <T> T call(Duration deadline, Function<GRPCInferenceServiceBlockingStub, T> work) {
        Function<GRPCInferenceServiceBlockingStub, T> withId = stub -> work.apply(stub.withInterceptors(
                MetadataUtils.newAttachHeadersInterceptor(correlation(Correlation.currentOrNew()))));
        Replica first = replicas.choose(null).orElseThrow(InferenceException::noReplica);
        try {
            return first.call(deadline, withId);
        } catch (StatusRuntimeException e) {
            InferenceException refused = InferenceException.of(e);
            if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                throw refused;
            }
            if (!refused.isAnswer()) {
                first.failed();
            }
            Replica second = replicas.choose(first).orElseThrow(() -> refused);
            return again(second, deadline, withId);
        }
    }

    private static <T> T again(Replica replica, Duration deadline, Function<GRPCInferenceServiceBlockingStub, T> work) {
        try {
            return replica.call(deadline, work);
        } catch (StatusRuntimeException e) {
            InferenceException refused = InferenceException.of(e);
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE && !refused.isAnswer()) {
                replica.failed();
            }
            throw refused;
        }
    }

    private static Metadata correlation(String id) {
        Metadata headers = new Metadata();
        headers.put(CORRELATION_ID, id);
        return headers;
    }
}

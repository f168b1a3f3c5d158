package io.cuantovale.inference.grpc;

import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;

/** Turns refusals into gRPC statuses; the trailer {@code x-error-code} holds the code for machines. */
final class GrpcErrors {
    static final Metadata.Key<String> CODE = Metadata.Key.of("x-error-code", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> RETRY_AFTER = Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    private GrpcErrors() {}

    static StatusRuntimeException of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ServingException refused = cause instanceof ServingException s
                ? s
                : new ServingException(ErrorCode.INTERNAL, "server: " + cause, cause);
        Metadata trailers = new Metadata();
        trailers.put(CODE, refused.code().code());
        if (refused.code().isRetryable()) {
            trailers.put(RETRY_AFTER, "1");
        }
        return status(refused.code())
                .withDescription(refused.code().code() + ": " + refused.getMessage())
                .asRuntimeException(trailers);
    }

    private static Status status(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_MODEL, UNKNOWN_VERSION -> Status.NOT_FOUND;
            case NO_MODEL, STOPPING -> Status.UNAVAILABLE;
            case BAD_INPUT, UNREADABLE_PHOTO, TOO_LARGE -> Status.INVALID_ARGUMENT;
            case OVERLOADED -> Status.RESOURCE_EXHAUSTED;
            case DEADLINE -> Status.DEADLINE_EXCEEDED;
            case CANCELLED -> Status.CANCELLED;
            case INTERNAL -> Status.INTERNAL;
        };
    }
}

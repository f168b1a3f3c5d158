package io.cuantovale.gateway.predictions.replica;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An inference call that was refused, or that reached nobody. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Metadata.Key<String> CODE = Metadata.Key.of("x-error-code", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    private final Status.Code status;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    private InferenceException(
            Status.Code status,
            @Nullable String code,
            @Nullable Duration retryAfter,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static InferenceException noReplica() {
        return new InferenceException(
                Status.Code.UNAVAILABLE, null, null, "inference: no replica (expected: at least one address)", null);
    }

    static InferenceException of(StatusRuntimeException e) {
        Metadata trailers = e.getTrailers() == null ? new Metadata() : e.getTrailers();
        String code = trailers.get(CODE);
        String description = e.getStatus().getDescription();
        String message = description == null ? e.getStatus().getCode().name() : description;
        if (code != null && message.startsWith(code + ": ")) {
            message = message.substring(code.length() + 2);
        }
        return new InferenceException(e.getStatus().getCode(), code, seconds(trailers.get(RETRY_AFTER)), message, e);
    }

    private static @Nullable Duration seconds(@Nullable String text) {
        return text != null && text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }

    /** Whether a replica said so itself; else the connection failed. */
    public boolean isAnswer() {
        return code != null;
    }

    public Status.Code status() {
        return status;
    }

    /** The replica's code, for example {@code no-model} or {@code unreadable-photo}; null where the connection failed. */
    public @Nullable String code() {
        return code;
    }

    /** When the replica thinks that it is worth trying again; null without opinion. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same call may succeed a little later. */
    public boolean isPassing() {
        return status == Status.Code.UNAVAILABLE
                || status == Status.Code.RESOURCE_EXHAUSTED
                || status == Status.Code.DEADLINE_EXCEEDED;
    }
}

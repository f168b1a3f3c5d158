package io.cuantovale.inference.serving;

import io.cuantovale.inference.serving.ModelDirectory.Found;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InferRequest;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.kit.correlation.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One log line and one measurement for every request, whatever became of it. */
final class RequestLog {
    private static final Logger LOG = Logger.getLogger(RequestLog.class);

    private final MeterRegistry registry;

    RequestLog(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Returns the given future; failures in it become {@link ServingException}s in the log. */
    CompletableFuture<InferResponse> watch(
            InferRequest request, @Nullable Found found, long start, CompletableFuture<InferResponse> answer) {
        answer.whenComplete((response, failure) -> {
            long took = System.nanoTime() - start;
            ServingException refused = failure == null ? null : failure(answer, failure);
            // A caller's text must not become a label: unknown names are one.
            String task = found == null ? "unknown" : found.task();
            String variant = found != null && found.tensorModel() ? "tensor" : "features";
            Timer.builder("cuantovale.inference.request")
                    .description("Requests by outcome, from the parsed request to the answer")
                    .tags("task", task, "variant", variant, "protocol", request.protocol())
                    .tag("outcome", refused == null ? "ok" : refused.code().code())
                    .register(registry)
                    .record(took, TimeUnit.NANOSECONDS);
            Correlation.with(request.correlationId(), () -> line(request, response, refused, took));
        });
        return answer;
    }

    private static ServingException failure(CompletableFuture<InferResponse> answer, Throwable failure) {
        if (answer.isCancelled()) {
            return new ServingException(ErrorCode.CANCELLED, "caller: went away");
        }
        return InferenceServer.asServing(
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
    }

    private static void line(
            InferRequest request,
            @Nullable InferResponse response,
            @Nullable ServingException refused,
            long tookNanos) {
        double millis = tookNanos / 1e6;
        if (response != null) {
            LOG.infof(
                    "%s %s answered by %s in %.1f ms", request.protocol(), request.model(), response.version(), millis);
        } else if (refused != null && refused.code() == ErrorCode.INTERNAL) {
            LOG.errorf(refused, "%s %s failed in %.1f ms", request.protocol(), request.model(), millis);
        } else if (refused != null) {
            LOG.infof(
                    "%s %s refused in %.1f ms: %s: %s",
                    request.protocol(), request.model(), millis, refused.code().code(), refused.getMessage());
        }
    }
}

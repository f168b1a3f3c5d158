package io.cuantovale.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cuantovale.contracts.CloudEventAttributes;
import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.json.Json;
import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses bodies that are too large by their Content-Length, before a byte of them is read: the server's own limit,
 * which is above ours, answers without a problem document.
 */
@ApplicationScoped
public class BodyLimit {
    private static final int BEFORE_ALL_OTHERS = 1_000;

    private final long single;
    private final long batch;

    BodyLimit(GatewayConfig config) {
        this.single = config.limits().predictionBody().asLongValue();
        this.batch = config.limits().batchBody().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    private void check(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        if (length == null || !length.matches("\\d{1,18}")) {
            context.next();
            return;
        }
        long limit = limit(context.request().path());
        if (Long.parseLong(length) <= limit) {
            context.next();
            return;
        }
        refuse(context, length, limit);
    }

    private long limit(String path) {
        return path.startsWith("/v1/predictions/batch")
                        || path.startsWith("/predictBatch")
                        || path.startsWith("/v1/jobs")
                ? batch
                : single;
    }

    private static void refuse(RoutingContext context, String length, long limit) {
        HttpServerRequest request = context.request();
        Problem problem = Problems.tooLarge("body: " + length + " bytes (expected: at most " + limit + ")");
        String correlation = Correlation.acceptOrNew(request.getHeader(CloudEventAttributes.HTTP_CORRELATION_ID));
        // What is still on its way is read and thrown away: a caller cut off in the middle would not see the answer.
        request.handler(ignored -> {}).resume();
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader(CloudEventAttributes.HTTP_CORRELATION_ID, correlation)
                .end(json(problem));
    }

    private static String json(Problem problem) {
        try {
            return Json.mapper().writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written as JSON", e);
        }
    }
}

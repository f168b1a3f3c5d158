package io.cuantovale.inference.rest;

import io.cuantovale.inference.serving.protocol.ServingException;
import io.cuantovale.kit.correlation.Correlation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers refusals as the protocol says, {@code {"error": "..."}}, with the code for machines beside it. */
public final class ServingErrors {

    @ServerExceptionMapper
    public Response refused(ServingException e) {
        String code = e.code().code();
        Response.ResponseBuilder response = Response.status(e.code().httpStatus())
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of(
                        "error",
                        code + ": " + e.getMessage(),
                        "code",
                        code,
                        "correlation_id",
                        Correlation.currentOrNew()));
        if (e.code().isRetryable()) {
            response.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return response.build();
    }
}

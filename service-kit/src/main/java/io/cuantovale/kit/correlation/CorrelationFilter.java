package io.cuantovale.kit.correlation;

import io.cuantovale.contracts.CloudEventAttributes;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Takes {@code X-Correlation-Id} from a request, or makes one, and returns it with the answer. */
@Provider
@PreMatching
@Priority(1)
public final class CorrelationFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = "io.cuantovale.correlation-id";

    @Override
    public void filter(ContainerRequestContext request) {
        String id = Correlation.acceptOrNew(request.getHeaderString(CloudEventAttributes.HTTP_CORRELATION_ID));
        request.setProperty(PROPERTY, id);
        Correlation.set(id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object id = request.getProperty(PROPERTY);
        if (id != null) {
            response.getHeaders().putSingle(CloudEventAttributes.HTTP_CORRELATION_ID, id);
        }
    }
}

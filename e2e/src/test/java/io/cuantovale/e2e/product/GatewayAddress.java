package io.cuantovale.e2e.product;

import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the gateway's base address: that of a product already running where the system property
 * {@code cuantovale.e2e.gateway} names one, else that of the product that this run starts.
 */
public final class GatewayAddress implements ParameterResolver {
    private static final String PROPERTY = "cuantovale.e2e.gateway";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String running = System.getProperty(PROPERTY, "");
        if (!running.isBlank()) {
            return URI.create(running);
        }
        Product product = (Product) new ProductExtension().resolveParameter(parameter, context);
        return URI.create(product.gateway());
    }
}

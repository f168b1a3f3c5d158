package io.cuantovale.e2e.product;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the product once for all end-to-end classes of a run, and stops it after the last. */
public final class ProductExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ProductExtension.class);

    /** Holds the failure too, so that a product that does not start is not tried again by every class. */
    private record Started(Product product) implements Store.CloseableResource {
        @Override
        public void close() throws Throwable {
            product.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Product.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Object started = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "product",
                        key -> {
                            try {
                                return new Started(Product.start());
                            } catch (Exception e) {
                                return e;
                            }
                        },
                        Object.class);
        return switch (started) {
            case Started s -> s.product();
            case Exception e -> throw new IllegalStateException("the product did not start: " + e.getMessage(), e);
            default -> throw new IllegalStateException("unexpected " + started);
        };
    }
}

package io.cuantovale.kit.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Gives REST the platform's JSON style. */
@Singleton
public final class RestJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper);
    }

    @Override
    public int priority() {
        // After Quarkus's own customizers, which set the defaults that we change.
        return MINIMUM_PRIORITY;
    }
}

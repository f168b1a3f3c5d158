package io.cuantovale.training.support;

import io.cuantovale.training.config.TrainingConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The service's settings with their defaults, outside a container. */
public final class TestConfig {
    private TestConfig() {}

    /** Defaults but for the given properties. */
    public static TrainingConfig of(Map<String, String> properties) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(TrainingConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("HOSTNAME", "here")
                .withDefaultValue("CUANTOVALE_COMMIT", "none")
                .addDefaultInterceptors();
        properties.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(TrainingConfig.class);
    }
}

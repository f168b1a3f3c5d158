package io.cuantovale.state;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns {@code cuantovale.state.kind} into the switches of the two data sources, so that one image runs on either
 * database.
 */
public final class ActiveDatasource implements ConfigSourceFactory {
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue value = context.getValue("cuantovale.state.kind");
        String kind = value == null || value.getValue() == null
                ? "h2"
                : value.getValue().trim();
        boolean h2 = kind.toLowerCase(Locale.ROOT).equals("h2");
        return List.of(new PropertiesConfigSource(
                Map.of(
                        "quarkus.datasource.h2.active", Boolean.toString(h2),
                        "quarkus.datasource.postgresql.active", Boolean.toString(!h2)),
                "cuantovale.state.kind",
                ORDINAL));
    }
}

package io.cuantovale.training.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns {@code cuantovale.training.roles} into the channels that this process listens to. */
public final class RoleChannels implements ConfigSourceFactory {
    private static final int ORDINAL = 275;
    private static final Map<String, List<String>> CHANNELS = Map.of(
            "registry", List.of("datasets", "training-requests"),
            "monitor", List.of("market", "served", "feedback"));

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue value = context.getValue("cuantovale.training.roles");
        String roles = value == null || value.getValue() == null ? "registry,monitor,trainer" : value.getValue();
        List<String> active = Arrays.stream(roles.split(",")).map(String::strip).toList();
        Map<String, String> switches = new HashMap<>();
        CHANNELS.forEach((role, channels) -> channels.forEach(channel -> switches.put(
                "mp.messaging.incoming." + channel + ".enabled", Boolean.toString(active.contains(role)))));
        return List.of(new PropertiesConfigSource(switches, "cuantovale.training.roles", ORDINAL));
    }
}

package io.cuantovale.inference.serving;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the protocol tells about this server. */
@Singleton
public class ServerInfo {
    private final String version;

    ServerInfo(@ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.version = version;
    }

    public String name() {
        return "cuantovale-inference";
    }

    public String version() {
        return version;
    }

    /** Extensions of the protocol, by Triton's names. */
    public List<String> extensions() {
        return List.of("binary_tensor_data", "parameters");
    }
}

package io.cuantovale.local.launcher.config;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the reader changed about the local run: environment variables win over {@code cuantovale.properties} in the
 * repository's root, which wins over the built-in values.
 *
 * <p>Every other {@code cuantovale.*}, {@code quarkus.*} or {@code kafka.*} line of the file is handed to the services
 * as it stands: {@code cuantovale.training.…} to training-service only, those without a service's name to all.
 */
public final class Settings {
    public static final Setting BIND_ADDRESS =
            new Setting("cuantovale.bind-address", "127.0.0.1", "address that all services listen on");
    public static final Setting GRPC_PORT =
            new Setting("cuantovale.inference.grpc-port", "9084", "gRPC port of inference");
    public static final Setting CONTROLLER_PORT =
            new Setting("cuantovale.broker.controller-port", "19093", "port of the broker's controller");
    public static final Setting READY_TIMEOUT =
            new Setting("cuantovale.local.ready-timeout", "180", "seconds for all services to become ready");
    public static final Setting STALL_TIMEOUT =
            new Setting("cuantovale.local.stall-timeout", "600", "seconds without progress until a stage has failed");
    public static final Setting MIN_FREE_DISK =
            new Setting("cuantovale.local.min-free-disk", "3", "GB of free disk that up asks for");
    public static final Setting MAVEN_OPTIONS =
            new Setting("cuantovale.local.maven-options", "", "further Maven options, for example -Pgpu");

    private final Map<String, String> file;
    private final Map<String, String> env;

    Settings(Map<String, String> file, Map<String, String> env) {
        this.file = Map.copyOf(file);
        this.env = Map.copyOf(env);
    }

    /**
     * Reads {@code cuantovale.properties} if it is there.
     *
     * @param root the repository's root
     * @throws UncheckedIOException if the file is there and cannot be read
     */
    public static Settings load(Path root, Map<String, String> env) {
        Path path = root.resolve("cuantovale.properties");
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        return new Settings(
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(
                                name -> name,
                                name -> properties.getProperty(name).strip())),
                env);
    }

    /** Every setting. */
    public static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (Part part : Part.values()) {
            all.add(part.portSetting());
        }
        all.addAll(List.of(GRPC_PORT, CONTROLLER_PORT, BIND_ADDRESS));
        for (Part part : Part.values()) {
            all.add(part.heapSetting());
            all.add(part.javaOptionsSetting());
        }
        all.addAll(List.of(READY_TIMEOUT, STALL_TIMEOUT, MIN_FREE_DISK, MAVEN_OPTIONS));
        return all;
    }

    /** The value as text. */
    public String text(Setting setting) {
        String fromEnv = env.getOrDefault(setting.variable(), "");
        return fromEnv.isBlank() ? file.getOrDefault(setting.key(), setting.standard()) : fromEnv.strip();
    }

    /** The value as words separated by blanks; empty if there are none. */
    public List<String> words(Setting setting) {
        String text = text(setting).strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /**
     * The value as a port.
     *
     * @throws IllegalArgumentException naming the setting if it is none
     */
    public int port(Setting setting) {
        return number(setting, 1, 65535);
    }

    public int port(Part part) {
        return port(part.portSetting());
    }

    /** The value, in seconds, as a duration. */
    public Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting, 1, 86_400));
    }

    /**
     * The value as a whole number.
     *
     * @throws IllegalArgumentException naming the setting if it is none, or not from {@code min} to {@code max}
     */
    public int number(Setting setting, int min, int max) {
        String text = text(setting);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected(setting, text, min, max), e);
        }
        throw new IllegalArgumentException(expected(setting, text, min, max));
    }

    /** The lines of the file that the given part gets as they stand. */
    public Map<String, String> handedTo(Part part) {
        Set<String> own = all().stream().map(Setting::key).collect(Collectors.toSet());
        Map<String, String> handed = new TreeMap<>();
        file.forEach((key, value) -> {
            if (!own.contains(key) && isFor(part, key)) {
                handed.put(key, value);
            }
        });
        return handed;
    }

    private static boolean isFor(Part part, String key) {
        if (key.startsWith("quarkus.") || key.startsWith("kafka.") || key.startsWith("mp.messaging.")) {
            return part != Part.BROKER && part != Part.PORTAL;
        }
        if (!key.startsWith("cuantovale.") || key.startsWith("cuantovale.local.") || part == Part.BROKER) {
            return false;
        }
        for (Part other : Part.values()) {
            if (key.startsWith("cuantovale." + other.id() + ".")) {
                return other == part;
            }
        }
        return part != Part.PORTAL;
    }

    private static String expected(Setting setting, String text, int min, int max) {
        return setting.key() + ": " + text + " (expected: " + min + " to " + max + "; set by " + setting.variable()
                + " or in cuantovale.properties)";
    }
}

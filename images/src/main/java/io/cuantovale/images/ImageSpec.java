package io.cuantovale.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What goes into one image.
 *
 * @param name image name without registry and tag
 * @param module folder of the Maven module, relative to the repository root
 * @param appFolder what Maven packaged, relative to the module
 * @param jar started with {@code java -jar}, relative to the app folder
 * @param base which base image it stands on
 * @param ports that it listens on
 * @param javaOptions before {@code -jar}
 * @param environment defaults, overridable at run time
 */
record ImageSpec(
        String name,
        String module,
        String appFolder,
        String jar,
        Base base,
        List<Integer> ports,
        List<String> javaOptions,
        Map<String, String> environment) {

    /** Root file systems that images stand on. */
    enum Base {
        /** glibc, libstdc++, libgomp, certificates, a jlink-ed runtime. */
        PLAIN,
        /** The same with Debian's Chromium, for portals that need a browser. */
        BROWSER
    }

    private static final List<String> COMMON_OPTIONS = List.of(
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Duser.home=/tmp",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:MaxRAMPercentage=60",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final Map<String, String> OFFLINE_ENGINE = Map.of(
            "DJL_CACHE_DIR",
            "/tmp/djl",
            "JAVA_TOOL_OPTIONS",
            "-Dai.djl.offline=true",
            // ONNX Runtime's telemetry reports to its makers, and ends the process where there is no shell.
            "ORT_DISABLE_TELEMETRY",
            "1",
            // Idle PyTorch threads would spin on processors that others need.
            "OMP_WAIT_POLICY",
            "passive");

    /** Every image of the product. */
    static List<ImageSpec> all() {
        return List.of(
                service("gateway", "gateway", Base.PLAIN, List.of(8080), Map.of()),
                service("scraper-service", "scraper-service", Base.PLAIN, List.of(8081), Map.of()),
                service(
                        "scraper-service-browser",
                        "scraper-service",
                        Base.BROWSER,
                        List.of(8081),
                        Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")),
                service("cleaning-service", "cleaning-service", Base.PLAIN, List.of(8082), Map.of()),
                service("training-service", "training-service", Base.PLAIN, List.of(8083), OFFLINE_ENGINE),
                service("inference-service", "inference-service", Base.PLAIN, List.of(8084, 9084), OFFLINE_ENGINE),
                service("demo-portal", "local/demo-portal", Base.PLAIN, List.of(8090), Map.of()),
                new ImageSpec(
                        "broker",
                        "local/broker",
                        "target",
                        "local-broker-0.1.0-SNAPSHOT.jar",
                        Base.PLAIN,
                        List.of(9092),
                        List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "-Duser.home=/tmp"),
                        Map.of()));
    }

    private static ImageSpec service(
            String name, String module, Base base, List<Integer> ports, Map<String, String> environment) {
        return new ImageSpec(
                name, module, "target/quarkus-app", "quarkus-run.jar", base, ports, COMMON_OPTIONS, environment);
    }

    Path app(Path repository) {
        return repository.resolve(module).resolve(appFolder);
    }
}

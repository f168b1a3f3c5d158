package io.cuantovale.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts an application on its base: the seldom-changing layers first, non-root, every time stamp the same. */
final class ImageBuilder {
    /** A user that exists on no host; group 0, as OpenShift expects. */
    private static final String USER = "10001:0";

    private static final AbsoluteUnixPath APP = AbsoluteUnixPath.get("/app");

    private final Path repository;
    private final String version;
    private final Path cache;

    ImageBuilder(Path repository, String version, Path cache) {
        this.repository = repository;
        this.version = version;
        this.cache = cache;
    }

    /** Where an image goes: a tar file, or a registry with its path prefix. */
    sealed interface Target {
        record Tar(Path file) implements Target {}

        record Registry(String prefix) implements Target {}
    }

    /**
     * @param registryBase image to stand on instead of the built one; must have {@code java} 25 on its PATH
     * @param baseArchive docker archive to stand on, used where {@code registryBase} is null
     */
    JibContainer build(ImageSpec image, @Nullable String registryBase, Path baseArchive, Target target)
            throws Exception {
        Path app = image.app(repository);
        if (!Files.exists(app.resolve(image.jar()))) {
            throw new IOException(
                    app.resolve(image.jar()) + " is missing (expected: packaged modules; run mvn package -DskipTests)");
        }
        JibContainerBuilder builder =
                registryBase == null ? Jib.from(TarImage.at(baseArchive)) : Jib.from(registryBase);
        for (FileEntriesLayer layer : layers(image, app)) {
            builder.addFileEntriesLayer(layer);
        }
        builder.setEntrypoint(entrypoint(image))
                .setUser(USER)
                // Defaults such as .cuantovale/gateway/spool are relative, and the root file system is read-only.
                .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
                .setCreationTime(Instant.EPOCH)
                .addEnvironmentVariable("CUANTOVALE_BIND_ADDRESS", "0.0.0.0")
                .addEnvironmentVariable("HOME", "/tmp")
                .addLabel("org.opencontainers.image.title", image.name())
                .addLabel("org.opencontainers.image.version", version)
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0");
        image.environment().forEach(builder::addEnvironmentVariable);
        image.ports().forEach(p -> builder.addExposedPort(Port.tcp(p)));
        return builder.containerize(containerizer(image, target));
    }

    private Containerizer containerizer(ImageSpec image, Target target) throws Exception {
        Containerizer containerizer = switch (target) {
            case Target.Tar tar ->
                Containerizer.to(
                        TarImage.at(tar.file()).named(ImageReference.of(null, "cuantovale/" + image.name(), version)));
            case Target.Registry registry ->
                Containerizer.to(RegistryImage.named(registry.prefix() + "/" + image.name() + ":" + version));
        };
        return containerizer
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("app"))
                .setAllowInsecureRegistries(true)
                .setToolName("cuantovale");
    }

    private static List<String> entrypoint(ImageSpec image) {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(image.javaOptions());
        command.addAll(List.of("-jar", "/app/" + image.jar()));
        return command;
    }

    /** Libraries change seldom, our classes often: two layers, so that an update moves a few megabytes. */
    private static List<FileEntriesLayer> layers(ImageSpec image, Path app) throws IOException {
        FileEntriesLayer.Builder libraries = FileEntriesLayer.builder().setName("libraries");
        FileEntriesLayer.Builder classes = FileEntriesLayer.builder().setName("application");
        boolean quarkus = image.jar().equals("quarkus-run.jar");
        try (Stream<Path> files = Files.walk(app)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path relative = app.relativize(file);
                boolean library = relative.startsWith("lib");
                if (quarkus || library || relative.toString().equals(image.jar())) {
                    boolean own = relative.getFileName().toString().startsWith("io.cuantovale.");
                    (library && !own ? libraries : classes).addEntry(file, APP.resolve(relative.toString()));
                }
            }
        }
        return List.of(libraries.build(), classes.build());
    }
}

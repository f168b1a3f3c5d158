package io.cuantovale.local.launcher.process;

import io.cuantovale.local.launcher.build.ModuleGraph;
import io.cuantovale.local.launcher.check.DataFolder;
import io.cuantovale.local.launcher.config.DataRoot;
import io.cuantovale.local.launcher.config.Layout;
import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.config.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How every part is started for one data root. */
public final class Services {
    /** Gives a process a session of its own, so that Ctrl-C and a closing terminal reach only the launcher. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Layout layout;
    private final Settings settings;
    private final DataRoot data;
    private final Optional<DataFolder> own;
    private final OptionalInt listings;

    /**
     * @param own the reader's own listings, empty for the built-in sample
     * @param listings how many advertisements the sample has, empty for its usual number
     */
    public Services(Layout layout, Settings settings, DataRoot data, Optional<DataFolder> own, OptionalInt listings) {
        this.layout = layout;
        this.settings = settings;
        this.data = data;
        this.own = own;
        this.listings = listings;
    }

    /** The parts that are needed, in the order of starting: no portal where there is nothing to serve as pages. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(Part.values()));
        if (own.isPresent() && own.get().pages().isEmpty()) {
            parts.remove(Part.PORTAL);
        }
        return parts;
    }

    /** The address of a part, for this machine. */
    public URI address(Part part) {
        return URI.create("http://" + host() + ":" + settings.port(part));
    }

    public String bootstrapServers() {
        return host() + ":" + settings.port(Part.BROKER);
    }

    /** How a part is started. */
    public Service service(Part part) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.of(part, settings.text(part.heapSetting()), layout, data));
        command.addAll(settings.words(part.javaOptionsSetting()));
        if (part == Part.BROKER) {
            command.addAll(List.of(
                    "-jar",
                    layout.root()
                            .resolve(part.module())
                            .resolve("target/local-broker-"
                                    + ModuleGraph.read(layout.root()).version() + ".jar")
                            .toString(),
                    "--dir=" + data.broker(),
                    "--port=" + settings.port(part),
                    "--controller-port=" + settings.port(Settings.CONTROLLER_PORT),
                    "--bind-address=" + settings.text(Settings.BIND_ADDRESS),
                    "--advertised-host=" + host()));
        } else {
            properties(part).forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of(
                    "-jar",
                    layout.root()
                            .resolve(part.module())
                            .resolve("target/quarkus-app/quarkus-run.jar")
                            .toString()));
        }
        URI ready = part == Part.BROKER ? null : address(part).resolve("/q/health/ready");
        // Few malloc arenas: with many threads glibc otherwise keeps hundreds of MB for itself.
        return new Service(part, command, Map.of("MALLOC_ARENA_MAX", "2"), settings.port(part), ready, data.log(part));
    }

    /** What a part is told by configuration. */
    Map<String, String> properties(Part part) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("quarkus.http.port", Integer.toString(settings.port(part)));
        p.put("quarkus.http.host", settings.text(Settings.BIND_ADDRESS));
        p.put("cuantovale.bind-address", settings.text(Settings.BIND_ADDRESS));
        if (part != Part.PORTAL) {
            p.put("quarkus.log.console.json.enabled", "true");
            p.put("kafka.bootstrap.servers", bootstrapServers());
            p.put("cuantovale.store.kind", "folder");
            p.put("cuantovale.store.folder", data.objects().toString());
            p.put("cuantovale.state.kind", "h2");
            p.put("cuantovale.state.h2.file", data.state(part).resolve("state").toString());
            own.flatMap(DataFolder::locations).ifPresent(file -> p.put("cuantovale.catalogue.file", file.toString()));
        }
        switch (part) {
            case PORTAL -> {
                own.ifPresent(folder ->
                        p.put("cuantovale.portal.data-dir", folder.dir().toString()));
                listings.ifPresent(n -> p.put("cuantovale.portal.listings", Integer.toString(n)));
            }
            case SCRAPER -> {
                p.put(
                        "cuantovale.scraper.portals.gallito.base-url",
                        address(Part.PORTAL).toString());
                // Our own portal says in its robots.txt how slowly it wants to be crawled; the profile's delay is for
                // the public one. No browser: what only a map shows is not needed here.
                p.put("cuantovale.scraper.portals.gallito.delay", "PT0S");
                p.put("cuantovale.scraper.browser.enabled", "off");
                own.ifPresent(folder ->
                        p.put("cuantovale.scraper.imports.folders", folder.dir().toString()));
            }
            case TRAINING -> {
                p.put(
                        "cuantovale.training.work-dir",
                        data.state(part).resolve("work").toString());
                Commit.of(layout.root()).ifPresent(commit -> p.put("cuantovale.training.code-commit", commit));
            }
            case INFERENCE -> {
                p.put("quarkus.grpc.server.port", Integer.toString(settings.port(Settings.GRPC_PORT)));
                p.put("quarkus.grpc.server.host", settings.text(Settings.BIND_ADDRESS));
                p.put(
                        "cuantovale.inference.model-folder",
                        data.state(part).resolve("models").toString());
                p.put("cuantovale.inference.tasks", "property-price");
            }
            case GATEWAY -> {
                p.put("cuantovale.gateway.inference.addresses", host() + ":" + settings.port(Settings.GRPC_PORT));
                p.put(
                        "cuantovale.gateway.spool.folder",
                        data.state(part).resolve("spool").toString());
                p.put(
                        "cuantovale.gateway.jobs.folder",
                        data.state(part).resolve("jobs").toString());
            }
            default -> {}
        }
        p.putAll(settings.handedTo(part));
        return p;
    }

    /** Where this machine reaches the services: any-address is for others. */
    private String host() {
        String bind = settings.text(Settings.BIND_ADDRESS);
        return bind.equals("0.0.0.0") || bind.equals("localhost") ? "127.0.0.1" : bind;
    }
}

package io.cuantovale.scraper.crawl.profile;

import io.cuantovale.scraper.config.ScraperConfig;
import io.cuantovale.scraper.crawl.profile.PortalProfile.Politeness;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The portals that this process knows: the built-in ones, then those of a folder, with this installation's changes. */
@Startup
@Singleton
public final class Profiles {
    private static final List<String> BUILT_IN = List.of("gallito.yaml");

    private final Map<String, PortalProfile> byName = new TreeMap<>();

    /** @throws InvalidProfileException if a profile cannot be used: a process with half its portals must not start */
    @Inject
    public Profiles(ScraperConfig config) {
        ProfileReader reader = new ProfileReader();
        BUILT_IN.forEach(name -> add(reader.read(name, resource("/profiles/" + name))));
        config.profilesDir().ifPresent(dir -> files(dir).forEach(f -> add(reader.read(f.toString(), text(f)))));
        config.portals().forEach((name, portal) -> {
            PortalProfile profile = byName.get(name);
            if (profile == null) {
                throw new InvalidProfileException(
                        "cuantovale.scraper.portals." + name,
                        List.of("no such profile (expected: one of " + names() + ")"));
            }
            byName.put(name, changed(profile, portal));
        });
    }

    public Optional<PortalProfile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    private void add(PortalProfile profile) {
        byName.put(profile.name(), profile);
    }

    private static PortalProfile changed(PortalProfile p, ScraperConfig.Portal portal) {
        URI base = portal.baseUrl().orElse(p.baseUrl());
        Politeness was = p.politeness();
        Politeness now = new Politeness(
                portal.contact().map(c -> was.userAgent() + " (" + c + ")").orElse(was.userAgent()),
                was.robotsName(),
                portal.delay().orElse(was.delay()),
                portal.concurrency().orElse(was.concurrency()),
                was.timeout(),
                was.retries(),
                was.maxPages(),
                portal.maxListings().isPresent()
                        ? Integer.valueOf(portal.maxListings().getAsInt())
                        : was.maxListings(),
                was.maxPageBytes(),
                was.maxPhotoBytes());
        return new PortalProfile(
                p.name(),
                p.version(),
                base,
                p.startUrls().stream().map(u -> rebase(base, u)).toList(),
                p.pagination(),
                p.listingPage(),
                p.detailPage(),
                p.constants(),
                p.redact(),
                now);
    }

    private static URI rebase(URI base, URI start) {
        String query = start.getRawQuery() == null ? "" : "?" + start.getRawQuery();
        return base.resolve(start.getRawPath() + query);
    }

    private static List<Path> files(Path dir) {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cuantovale.scraper.profiles-dir: " + dir + " (expected: a readable folder)", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " (expected: a readable file)", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Profiles.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}

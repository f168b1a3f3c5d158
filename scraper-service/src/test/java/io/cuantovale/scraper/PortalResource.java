package io.cuantovale.scraper;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The test portal, and empty folders for state and objects; fills fields of type {@link TestPortal}. */
public final class PortalResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestPortal portal;

    @Override
    public Map<String, String> start() {
        portal = new TestPortal();
        Path dir;
        try {
            dir = Files.createTempDirectory(Path.of("target"), "it-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "cuantovale.scraper.portals.gallito.base-url", portal.address(),
                "cuantovale.scraper.portals.gallito.delay", "PT0.005S",
                "cuantovale.scraper.crawl.poll", "1s",
                "cuantovale.scraper.schedule.gallito", "every 6h",
                "cuantovale.scraper.crawl.retry-backoff", "PT0.01S",
                "cuantovale.store.kind", "folder",
                "cuantovale.store.folder", dir.resolve("objects").toString(),
                "cuantovale.state.h2.file", dir.resolve("state").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(portal, new TestInjector.MatchesType(TestPortal.class));
    }

    @Override
    public void stop() {
        if (portal != null) {
            portal.close();
        }
    }
}

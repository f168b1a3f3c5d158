package io.cuantovale.scraper.crawl.fetch;

import com.microsoft.playwright.PlaywrightException;
import io.cuantovale.scraper.config.ScraperConfig;
import io.cuantovale.scraper.config.ScraperConfig.Browser.Use;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Gives crawls a browser where the profile needs one and this machine has one. */
@Startup
@Singleton
public class Renderers {
    private static final Logger LOG = Logger.getLogger(Renderers.class);
    private static final List<Path> USUAL = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Use use;
    private final Optional<Path> executable;
    private final AtomicBoolean said = new AtomicBoolean();

    /** @throws IllegalStateException if a browser is demanded and there is none */
    @Inject
    public Renderers(ScraperConfig config) {
        this.use = config.browser().enabled();
        this.executable = config.browser()
                .executable()
                .or(() -> USUAL.stream().filter(Files::isExecutable).findFirst())
                .filter(Files::isExecutable);
        if (use == Use.ON && executable.isEmpty()) {
            throw new IllegalStateException("cuantovale.scraper.browser.enabled: on (expected: a Chromium at "
                    + config.browser().executable().map(Path::toString).orElse(USUAL.toString()) + ")");
        }
    }

    /** A browser for one crawl, to be closed by it; empty where there is none or none is needed. */
    public Optional<PageRenderer> open(PortalProfile profile) {
        var step = profile.detailPage().browser();
        if (step == null || !profile.detailPage().needsBrowser() || use == Use.OFF) {
            return Optional.empty();
        }
        if (executable.isEmpty()) {
            sayOnce(profile, "no Chromium was found");
            return Optional.empty();
        }
        try {
            return Optional.of(new PageRenderer(executable.get(), step));
        } catch (PlaywrightException e) {
            if (use == Use.ON) {
                throw e;
            }
            sayOnce(profile, executable.get() + " could not be started: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether pages that need a browser get one, in words. */
    public String describe() {
        return use == Use.OFF ? "off" : executable.map(Path::toString).orElse("none found");
    }

    private void sayOnce(PortalProfile profile, String why) {
        if (said.compareAndSet(false, true)) {
            List<String> facts = profile.detailPage().facts().entrySet().stream()
                    .filter(f -> f.getValue().browser())
                    .map(java.util.Map.Entry::getKey)
                    .sorted()
                    .toList();
            LOG.infof("Facts %s of %s will be missing: %s", facts, profile.name(), why);
        }
    }
}

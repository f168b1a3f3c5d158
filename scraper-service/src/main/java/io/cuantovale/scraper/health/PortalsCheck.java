package io.cuantovale.scraper.health;

import io.cuantovale.scraper.crawl.fetch.Renderers;
import io.cuantovale.scraper.crawl.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: every portal profile was read; tells which, and whether there is a browser. */
@Startup
@ApplicationScoped
public class PortalsCheck implements HealthCheck {
    private final Profiles profiles;
    private final Renderers renderers;

    public PortalsCheck(Profiles profiles, Renderers renderers) {
        this.profiles = profiles;
        this.renderers = renderers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("portal profiles read")
                .status(!profiles.names().isEmpty())
                .withData("portals", String.join(", ", profiles.names()))
                .withData("browser", renderers.describe())
                .build();
    }
}

package io.cuantovale.scraper.crawl.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.scraper.config.ScraperConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
    private static final String OTHER = """
            name: otro
            version: 3
            base_url: https://otro.example
            start_urls: [/venta]
            listing_page: {detail_links: 'a[href]', detail_url: '/aviso/\\d+', foreign_id: '/aviso/(\\d+)'}
            detail_page: {facts: {price: {select: .precio}}}
            constants: {department: Montevideo, building_type: Casa}
            politeness: {user_agent: test, robots_name: test, delay: PT1S}
            """;

    @TempDir
    Path dir;

    @Test
    void aNewPortalIsAFile() throws Exception {
        Files.writeString(dir.resolve("otro.yaml"), OTHER);
        Profiles profiles = new Profiles(config(Map.of("cuantovale.scraper.profiles-dir", dir.toString())));
        assertThat(profiles.names()).containsExactly("gallito", "otro");
        PortalProfile other = profiles.find("otro").orElseThrow();
        assertThat(other.parserVersion()).isEqualTo("html-1/otro-3");
        assertThat(other.constants()).containsEntry("building_type", "Casa");
        assertThat(other.politeness().concurrency()).isEqualTo(1);
        assertThat(other.detailPage().needsBrowser()).isFalse();
    }

    @Test
    void aFaultyFileStopsTheStartAndIsNamed() throws Exception {
        Path file = Files.writeString(dir.resolve("otro.yaml"), OTHER.replace("version: 3", "version: x"));
        assertThatThrownBy(() -> new Profiles(config(Map.of("cuantovale.scraper.profiles-dir", dir.toString()))))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining(file + ": version: x (");
    }

    @Test
    void anInstallationChangesAddressAndPace() {
        PortalProfile gallito = new Profiles(config(Map.of(
                        "cuantovale.scraper.portals.gallito.base-url", "http://127.0.0.1:8090",
                        "cuantovale.scraper.portals.gallito.delay", "PT0.01S",
                        "cuantovale.scraper.portals.gallito.contact", "+https://example.org/bot")))
                .find("gallito")
                .orElseThrow();
        assertThat(gallito.startUrls())
                .extracting(Object::toString)
                .containsExactly(
                        "http://127.0.0.1:8090/inmuebles/apartamentos/venta",
                        "http://127.0.0.1:8090/inmuebles/casas/venta");
        assertThat(gallito.politeness().delay()).isEqualTo(Duration.ofMillis(10));
        assertThat(gallito.politeness().userAgent()).isEqualTo("cuantovale-crawler/0.1 (+https://example.org/bot)");
    }

    @Test
    void changesToAnUnknownPortalAreAFault() {
        assertThatThrownBy(() -> new Profiles(config(Map.of("cuantovale.scraper.portals.galito.delay", "PT1S"))))
                .hasMessage("cuantovale.scraper.portals.galito: no such profile (expected: one of [gallito])");
    }

    private static ScraperConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(ScraperConfig.class)
                .withDefaultValues(values)
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(ScraperConfig.class);
    }
}

package io.cuantovale.scraper.crawl.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProfileReaderTest {
    private final ProfileReader reader = new ProfileReader();

    @Test
    void readsTheBuiltInProfile() throws IOException {
        PortalProfile profile = reader.read("gallito.yaml", gallito());
        assertThat(profile.name()).isEqualTo("gallito");
        assertThat(profile.startUrls())
                .extracting(Object::toString)
                .containsExactly(
                        "https://www.gallito.com.uy/inmuebles/apartamentos/venta",
                        "https://www.gallito.com.uy/inmuebles/casas/venta");
        assertThat(profile.politeness().delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(profile.detailPage().needsBrowser()).isTrue();
        assertThat(profile.detailPage().facts()).containsKeys("title", "price", "rooms", "latitude");
    }

    @Test
    void namesFileKeyValueAndWhatWasExpected() throws IOException {
        String bad = gallito().replace("concurrency: 1", "concurrency: 0").replace("parameter: pag", "parametre: pag");
        assertThatThrownBy(() -> reader.read("mine.yaml", bad))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageStartingWith("mine.yaml: ")
                .hasMessageContaining("politeness.concurrency: 0 (")
                .hasMessageContaining("pagination: ")
                .hasMessageContaining("parametre")
                .hasMessageContaining("'parameter'");
    }

    @Test
    void namesSelectorsAndExpressionsThatMakeNoSense() throws IOException {
        String bad = gallito()
                .replace("'.precio'", "'.precio['")
                .replace("'-inmuebles-(\\d{8})/?$'", "'-inmuebles-\\d{8}'")
                .replace("delay: PT2S", "delay: PTX");
        assertThatThrownBy(() -> reader.read("mine.yaml", bad))
                .hasMessageContaining("detail_page.facts.price.select: .precio[ (expected: a CSS selector")
                .hasMessageContaining(
                        "listing_page.foreign_id: -inmuebles-\\d{8} (expected: an expression with a group")
                .hasMessageContaining("politeness.delay: PTX (expected: an ISO-8601 duration such as PT2S)");
    }

    @Test
    void namesTheLineOfWhatIsNoYaml() {
        assertThatThrownBy(() -> reader.read("mine.yaml", "name: [x\n")).hasMessageContaining("mine.yaml: line ");
    }

    private static String gallito() throws IOException {
        try (InputStream in = ProfileReaderTest.class.getResourceAsStream("/profiles/gallito.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.cuantovale.local.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void portsAreTheDocumentedOnesWhenNobodyChangesThem() {
        Settings settings = new Settings(Map.of(), Map.of());
        assertThat(settings.port(Part.GATEWAY)).isEqualTo(8080);
        assertThat(settings.port(Part.SCRAPER)).isEqualTo(8081);
        assertThat(settings.port(Part.CLEANING)).isEqualTo(8082);
        assertThat(settings.port(Part.TRAINING)).isEqualTo(8083);
        assertThat(settings.port(Part.INFERENCE)).isEqualTo(8084);
        assertThat(settings.port(Settings.GRPC_PORT)).isEqualTo(9084);
        assertThat(settings.port(Part.PORTAL)).isEqualTo(8090);
        assertThat(settings.port(Part.BROKER)).isEqualTo(19092);
    }

    @Test
    void theEnvironmentWinsOverTheFile(@TempDir Path root) throws Exception {
        Files.writeString(
                root.resolve("cuantovale.properties"), "cuantovale.gateway.port=8180\ncuantovale.scraper.port=8181\n");
        Settings settings = Settings.load(root, Map.of("CUANTOVALE_GATEWAY_PORT", "8280"));
        assertThat(settings.port(Part.GATEWAY)).isEqualTo(8280);
        assertThat(settings.port(Part.SCRAPER)).isEqualTo(8181);
    }

    @Test
    void aPortThatIsNoneIsNamedWithItsSetting() {
        Settings settings = new Settings(Map.of(), Map.of("CUANTOVALE_GATEWAY_PORT", "http"));
        assertThatThrownBy(() -> settings.port(Part.GATEWAY))
                .hasMessage("cuantovale.gateway.port: http (expected: 1 to 65535; set by CUANTOVALE_GATEWAY_PORT"
                        + " or in cuantovale.properties)");
    }

    @Test
    void aServiceGetsItsOwnLinesAndThoseOfAllButNotTheLaunchers() {
        Settings settings = new Settings(
                Map.of(
                        "cuantovale.training.threads", "1",
                        "cuantovale.training.port", "9000",
                        "cuantovale.catalogue.file", "/places.json",
                        "cuantovale.local.ready-timeout", "5",
                        "quarkus.log.level", "DEBUG"),
                Map.of());
        assertThat(settings.handedTo(Part.TRAINING))
                .containsOnlyKeys("cuantovale.training.threads", "cuantovale.catalogue.file", "quarkus.log.level");
        assertThat(settings.handedTo(Part.GATEWAY)).containsOnlyKeys("cuantovale.catalogue.file", "quarkus.log.level");
        assertThat(settings.handedTo(Part.BROKER)).isEmpty();
    }

    @Test
    void ownDataIsKeptApartFromTheSampleAndFromOtherFoldersOfTheSameName() {
        Layout layout = new Layout(Path.of("/repo"), Path.of("/repo/.cuantovale"));
        DataRoot sample = DataRoot.sample(layout);
        DataRoot one = DataRoot.of(layout, Path.of("/a/Gallito 2023"));
        DataRoot other = DataRoot.of(layout, Path.of("/b/Gallito 2023"));
        assertThat(sample.dir()).isEqualTo(Path.of("/repo/.cuantovale/sample"));
        assertThat(one.name()).matches("gallito-2023-[0-9a-f]{6}").isNotEqualTo(other.name());
        assertThat(DataRoot.of(layout, Path.of("/a/./Gallito 2023"))).isEqualTo(one);
    }
}

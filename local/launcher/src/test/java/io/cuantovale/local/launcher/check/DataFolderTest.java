package io.cuantovale.local.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final String RAW =
            "foreign_id,date,title,building_type,deal_type,location,rooms,bathrooms,area,price,url,photo\n";
    private static final String CLEANED = "id,area_m2,rooms,bathrooms,building_type,department,location,price_usd\n";

    @TempDir
    Path dir;

    @Test
    void tablesAreToldApartByTheirColumns() throws Exception {
        Path raw = Files.writeString(dir.resolve("a.csv"), RAW + "23867563,,,,,,,,,,,\n");
        Path cleaned = Files.writeString(dir.resolve("b.csv"), CLEANED);
        Files.writeString(dir.resolve("locations.json"), "{}");
        Files.createDirectories(dir.resolve("photos"));
        Files.writeString(dir.resolve("photos/1.jpg"), "x");

        DataFolder folder = DataFolder.read(dir);

        assertThat(folder.pages()).contains(raw);
        assertThat(folder.imports()).containsExactly(cleaned);
        assertThat(folder.locations()).contains(dir.resolve("locations.json"));
        assertThat(folder.photos()).isOne();
        assertThat(folder.describe()).isEqualTo("a.csv (as pages), b.csv (imported), 1 photos, locations.json");
    }

    @Test
    void columnsMayStandInAnyOrderCaseAndLanguageAfterAByteOrderMark() throws Exception {
        Files.writeString(
                dir.resolve("b.csv"), "\uFEFFPrecio;Barrio;Tipo propiedad;Baños;Dormitorios; m2 ;Código;extra\n");
        assertThat(DataFolder.read(dir).imports()).hasSize(1);
    }

    @Test
    void aTableThatLacksAFactIsNamedWithIt() throws Exception {
        Files.writeString(dir.resolve("b.csv"), "id,area_m2,rooms,bathrooms,building_type,price_usd\n");
        assertThatThrownBy(() -> DataFolder.read(dir))
                .isInstanceOf(CheckFailure.class)
                .hasMessageContaining("b.csv: no column for location")
                .hasMessageContaining("docs/data-format.md");
    }

    @Test
    void aScrapeWhoseIdsAreNotThePortalsIsImported() throws Exception {
        Files.writeString(dir.resolve("a.csv"), RAW + "A-1,,,,,,,,,,,\n");
        DataFolder folder = DataFolder.read(dir);
        assertThat(folder.pages()).isEmpty();
        assertThat(folder.imports()).hasSize(1);
    }

    @Test
    void ofTwoScrapesTheSecondIsImported() throws Exception {
        Path first = Files.writeString(dir.resolve("a.csv"), RAW + "23867563,,,,,,,,,,,\n");
        Path second = Files.writeString(dir.resolve("b.csv"), RAW + "23867564,,,,,,,,,,,\n");
        DataFolder folder = DataFolder.read(dir);
        assertThat(folder.pages()).contains(first);
        assertThat(folder.imports()).containsExactly(second);
    }

    @Test
    void anEmptyOrMissingFolderIsNamed() {
        assertThatThrownBy(() -> DataFolder.read(dir)).hasMessageContaining("holds no table of listings");
        assertThatThrownBy(() -> DataFolder.read(dir.resolve("none")))
                .hasMessageContaining("expected: a folder that can be read");
    }
}

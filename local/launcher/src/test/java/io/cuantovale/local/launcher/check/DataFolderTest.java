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
        Path raw = Files.writeString(dir.resolve("a.csv"), RAW + "1,,,,,,,,,,,\n");
        Path cleaned = Files.writeString(dir.resolve("b.csv"), CLEANED);
        Files.writeString(dir.resolve("locations.json"), "{}");
        Files.createDirectories(dir.resolve("photos"));
        Files.writeString(dir.resolve("photos/1.jpg"), "x");

        DataFolder folder = DataFolder.read(dir);

        assertThat(folder.rawScrapes()).containsExactly(raw);
        assertThat(folder.cleaned()).containsExactly(cleaned);
        assertThat(folder.locations()).contains(dir.resolve("locations.json"));
        assertThat(folder.photos()).isOne();
        assertThat(folder.describe()).isEqualTo("a.csv (raw scrape, 1 photos), b.csv (cleaned), locations.json");
    }

    @Test
    void columnsMayStandInAnyOrderAndCaseAfterAByteOrderMark() throws Exception {
        Files.writeString(
                dir.resolve("b.csv"),
                "\uFEFFPRICE_USD,Location,department,building_type,bathrooms,rooms, area_m2 ,extra\n");
        assertThat(DataFolder.read(dir).cleaned()).hasSize(1);
    }

    @Test
    void aTableThatIsNeitherIsNamedWithTheColumnsItLacks() throws Exception {
        Files.writeString(dir.resolve("b.csv"), "area_m2,rooms,bathrooms,building_type,location,price_usd\n");
        assertThatThrownBy(() -> DataFolder.read(dir))
                .isInstanceOf(CheckFailure.class)
                .hasMessageContaining("b.csv: columns department are missing for a cleaned table")
                .hasMessageContaining("docs/data-format.md");
    }

    @Test
    void anEmptyOrMissingFolderIsNamed() {
        assertThatThrownBy(() -> DataFolder.read(dir)).hasMessageContaining("holds no table of listings");
        assertThatThrownBy(() -> DataFolder.read(dir.resolve("none")))
                .hasMessageContaining("expected: a folder that can be read");
    }

    @Test
    void twoRawScrapesAreRefusedBecauseTheirPhotosCouldNotBeToldApart() throws Exception {
        Files.writeString(dir.resolve("a.csv"), RAW);
        Files.writeString(dir.resolve("b.csv"), RAW);
        assertThatThrownBy(() -> DataFolder.read(dir)).hasMessageContaining("2 raw scrapes: a.csv, b.csv");
    }
}

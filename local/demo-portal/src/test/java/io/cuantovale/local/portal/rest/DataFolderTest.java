package io.cuantovale.local.portal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.local.portal.listings.Fact;
import io.cuantovale.local.portal.listings.FolderCatalogue;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final String HEADER =
            "foreign_id,date,title,building_type,deal_type,location,rooms,bathrooms,area,price,url,photo\n";

    @Test
    void theSeventyRealListingsBecomePagesWithTheirOwnPhotos() {
        FolderCatalogue catalogue = new FolderCatalogue(TestData.gallito());
        assertThat(catalogue.all()).hasSize(70).extracting(Listing::id).doesNotHaveDuplicates();
        assertThat(catalogue.all()).allMatch(l -> l.department() == null);
        assertThat(catalogue.all()).allSatisfy(l -> {
            assertThat(l.photos()).containsExactly(l.id() + ".jpg");
            assertThat(catalogue.photo(l.photos().getFirst()))
                    .hasValueSatisfying(p -> assertThat(p.bytes().length).isGreaterThan(20_000));
        });
        Listing listing = catalogue.all().getFirst();
        assertThat(listing.price()).isEqualTo("U$S 260.000");
        assertThat(listing.text(Fact.Kind.AREA)).isEqualTo("105 Mts");
        assertThat(listing.path())
                .isEqualTo("/apartamento-2-dormitorios-cordon-terrazas-de-magallanes-inmuebles-23867563");
    }

    @Test
    void repeatedHeadersAndIdsAreSkippedAndMissingPhotosAreNotShown(@TempDir Path folder) throws IOException {
        String line =
                "12345678,2023-01-01,\"Casa, con coma\",Casa,Venta,Prado,3,2 Baños,120 Mts,U$S 1,http://x.example/a-inmuebles-12345678,no.jpg\n";
        Files.writeString(folder.resolve("mine.csv"), HEADER + line + HEADER + line);
        FolderCatalogue catalogue = new FolderCatalogue(folder);
        assertThat(catalogue.all()).singleElement().satisfies(l -> {
            assertThat(l.title()).isEqualTo("Casa, con coma");
            assertThat(l.photos()).isEmpty();
        });
        assertThat(catalogue.photo("../mine.csv")).isEmpty();
    }

    @Test
    void aFolderWithoutSuchAFileIsRefusedByName(@TempDir Path folder) {
        assertThatThrownBy(() -> new FolderCatalogue(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cuantovale.portal.data-dir: " + folder)
                .hasMessageContaining("foreign_id");
    }
}

package io.cuantovale.kit.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.domain.location.LocationCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueProducerTest {
    @TempDir
    Path folder;

    private LocationCatalogue catalogue(String file) {
        return new CatalogueProducer().catalogue(() -> Optional.of(file));
    }

    @Test
    void withoutAFileTheBuiltInCatalogueIsUsed() {
        assertThat(catalogue("").department("Montevideo")).isPresent();
        assertThat(new CatalogueProducer().catalogue(Optional::empty).locations())
                .isNotEmpty();
    }

    @Test
    void aFileReplacesTheBuiltInCatalogue() throws IOException {
        Path file = Files.writeString(folder.resolve("c.json"), "{\"Artigas\": [\"Bella Unión\", \"Artigas\"]}");
        LocationCatalogue catalogue = catalogue(file.toString());
        assertThat(catalogue.departments()).hasSize(1);
        assertThat(catalogue.vocabulary()).containsExactly("unknown", "artigas/artigas", "artigas/bella-union");
    }

    @Test
    void aMissingOrWrongFileIsNamed() throws IOException {
        assertThatThrownBy(() -> catalogue("/no/such/file.json")).hasMessageContaining("/no/such/file.json");
        Path wrong = Files.writeString(folder.resolve("w.json"), "[1, 2]");
        assertThatThrownBy(() -> catalogue(wrong.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("w.json")
                .hasMessageContaining("Montevideo");
    }
}

package io.cuantovale.domain.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationCatalogueTest {
    private static final LocationCatalogue URUGUAY = LocationCatalogue.uruguay();

    @Test
    void theBuiltInCatalogueHoldsNineteenDepartmentsAndEveryIdOnce() {
        assertThat(URUGUAY.departments()).hasSize(19);
        assertThat(URUGUAY.vocabulary())
                .hasSize(261)
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo("unknown");
        assertThat(URUGUAY.departments())
                .allSatisfy(d -> assertThat(d.locations()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Montevideo|Pocitos|montevideo/pocitos",
                "montevideo|PUNTA CARRETAS|montevideo/punta-carretas",
                " Montevideo |puntacarretas|montevideo/punta-carretas",
                "-|Malvin|montevideo/malvin",
                "-|Peñarol|montevideo/penarol",
                "Montevideo|J. Hipodromo|montevideo/jardines-del-hipodromo",
                "Colonia|Colonia|colonia/colonia-del-sacramento",
                "San Jose|San José|san-jose/san-jose-de-mayo",
                "Treinta Y Tres|treinta y tres|treinta-y-tres/treinta-y-tres",
                "Rocha|Costa Azul|rocha/costa-azul",
                "-|rocha/costa-azul|rocha/costa-azul",
                "rocha|rocha/costa-azul|rocha/costa-azul",
                "Montevideo|Otra|montevideo/otros"
            })
    void placesAreFoundHoweverTheyAreWritten(
            @org.jspecify.annotations.Nullable String department, String location, String id) {
        assertThat(URUGUAY.find(department, location))
                .isInstanceOfSatisfying(
                        LocationMatch.Found.class,
                        found -> assertThat(found.location().id()).isEqualTo(id));
    }

    @Test
    void aNameOfSeveralDepartmentsIsAmbiguousUnlessTheDepartmentIsGiven() {
        assertThat(URUGUAY.find(null, "Paso Carrasco"))
                .isInstanceOfSatisfying(
                        LocationMatch.Ambiguous.class,
                        ambiguous -> assertThat(ambiguous.candidates())
                                .extracting(Location::department)
                                .containsExactly("canelones", "montevideo"));
        assertThat(URUGUAY.find("Canelones", "Paso Carrasco")).isInstanceOf(LocationMatch.Found.class);
    }

    @Test
    void unknownNamesAreToldApart() {
        assertThat(URUGUAY.find("Narnia", "Pocitos")).isInstanceOf(LocationMatch.UnknownDepartment.class);
        assertThat(URUGUAY.find("Salto", "Pocitos")).isInstanceOf(LocationMatch.UnknownLocation.class);
        assertThat(URUGUAY.find(null, "Narnia")).isInstanceOf(LocationMatch.UnknownLocation.class);
        assertThat(URUGUAY.find("Salto", "montevideo/pocitos")).isInstanceOf(LocationMatch.UnknownLocation.class);
    }

    @Property
    void everyPlaceIsFoundByItsOwnNameAndId(@ForAll("places") Location place) {
        assertThat(URUGUAY.find(place.department(), place.name())).isEqualTo(new LocationMatch.Found(place));
        assertThat(URUGUAY.find(null, place.id())).isEqualTo(new LocationMatch.Found(place));
        assertThat(URUGUAY.find(
                        place.department(),
                        place.name().toUpperCase(java.util.Locale.ROOT).replace(" ", "")))
                .isEqualTo(new LocationMatch.Found(place));
    }

    @Provide
    Arbitrary<Location> places() {
        return Arbitraries.of(URUGUAY.locations());
    }

    @Test
    void aReplacementHasTheSameVocabularyWhateverTheOrderOfItsInput() {
        Map<String, List<String>> one = new LinkedHashMap<>();
        one.put("Salto", List.of("Salto", "Belén"));
        one.put("Artigas", List.of("Artigas", "ARTIGAS "));
        Map<String, List<String>> other = new LinkedHashMap<>();
        other.put("Artigas", List.of("Artigas"));
        other.put("Salto", List.of("Belén", "Salto"));
        assertThat(LocationCatalogue.of(one).vocabulary())
                .isEqualTo(LocationCatalogue.of(other).vocabulary())
                .containsExactly("unknown", "artigas/artigas", "salto/belen", "salto/salto");
    }

    @Test
    void anEmptyReplacementIsRefused() {
        assertThatThrownBy(() -> LocationCatalogue.of(Map.of())).hasMessageContaining("at least one department");
        assertThatThrownBy(() -> LocationCatalogue.of(Map.of("Salto", List.of("--"))))
                .hasMessageContaining("a name with a letter or digit");
    }
}

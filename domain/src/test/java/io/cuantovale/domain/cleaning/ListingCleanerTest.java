package io.cuantovale.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.domain.BuildingType;
import io.cuantovale.domain.PropertyFacts;
import io.cuantovale.domain.location.LocationCatalogue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingCleanerTest {
    static final PropertyRules RULES = PropertyRules.standard();
    private static final ListingCleaner CLEANER = new ListingCleaner(RULES, null);

    @Test
    void aListingAsOnThePageIsCleaned() {
        assertThat(CLEANER.clean(listing()))
                .isEqualTo(new CleaningResult.Cleaned(
                        new PropertyFacts(51, 2, 4, BuildingType.APARTMENT, "montevideo", "montevideo/pocitos"),
                        141_000,
                        List.of("department-implied")));
    }

    @Test
    void aRowOfACleanedTableIsCleaned() {
        RawFacts row = new RawFacts(Map.of(
                "area", "166",
                "rooms", "3",
                "bathrooms", "1",
                "building_type", "house",
                "department", "Canelones",
                "location", "Pando",
                "price", "107000"));
        assertThat(CLEANER.clean(row))
                .isEqualTo(new CleaningResult.Cleaned(
                        new PropertyFacts(166, 3, 1, BuildingType.HOUSE, "canelones", "canelones/pando"),
                        107_000,
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "price|-|price-missing",
                "price|U$S 1|price-out-of-range",
                "price|9999|price-out-of-range",
                "price|5.000.001|price-out-of-range",
                "price|$U 190.000|price-in-pesos-without-rate",
                "area|-|area-missing",
                "area|1 Mts|area-out-of-range",
                "area|500,5 m2|area-out-of-range",
                "area|1,5 hectáreas|area-unit-unknown",
                "rooms|-|rooms-missing",
                "rooms|-1|rooms-out-of-range",
                "bathrooms|-|bathrooms-missing",
                "bathrooms|0|bathrooms-out-of-range",
                "building_type|-|building-type-missing",
                "building_type|Terreno|building-type-unknown",
                "deal_type|Alquiler|not-for-sale",
                "location|-|location-missing",
                "location|Barrio Que No Existe|unknown-location",
                "location|Costa Azul|ambiguous-location",
                "location|Otros|ambiguous-location",
                "department|Atlántida Sur|unknown-department",
                "department|Canelones|unknown-location"
            })
    void oneBadFactGivesItsOneReason(String field, @Nullable String value, String code) {
        assertThat(CLEANER.clean(with(field, value)))
                .isInstanceOfSatisfying(CleaningResult.Rejected.class, rejected -> {
                    assertThat(rejected.reasons()).extracting(Reason::code).containsExactly(code);
                    assertThat(rejected.reasons())
                            .extracting(Reason::field)
                            .containsExactly(
                                    field.equals("department") && code.equals("unknown-location") ? "location" : field);
                });
    }

    @ParameterizedTest
    @CsvSource({"10000", "5000000"})
    void priceLimitsAreInclusive(String price) {
        assertThat(CLEANER.clean(with("price", price))).isInstanceOf(CleaningResult.Cleaned.class);
    }

    @ParameterizedTest
    @CsvSource({"25 m2", "500 Mts"})
    void areaLimitsAreInclusive(String area) {
        assertThat(CLEANER.clean(with("area", area))).isInstanceOf(CleaningResult.Cleaned.class);
    }

    @Test
    void everyReasonIsGivenNotOnlyTheFirst() {
        RawFacts bad = new RawFacts(Map.of("area", "1 Mts", "price", "Consultar", "deal_type", "Alquiler"));
        assertThat(CLEANER.clean(bad))
                .isInstanceOfSatisfying(
                        CleaningResult.Rejected.class,
                        rejected -> assertThat(rejected.reasons())
                                .extracting(Reason::code)
                                .containsExactly(
                                        "not-for-sale",
                                        "price-missing",
                                        "area-out-of-range",
                                        "rooms-missing",
                                        "bathrooms-missing",
                                        "building-type-missing",
                                        "location-missing"));
    }

    @Test
    void aReasonSaysNameValueAndExpectation() {
        assertThat(CLEANER.clean(with("area", "1 Mts")))
                .isInstanceOfSatisfying(
                        CleaningResult.Rejected.class,
                        rejected -> assertThat(rejected.reasons().getFirst().message())
                                .isEqualTo("area: 1 (expected: 25 to 500 m2)"));
    }

    @Test
    void pesosAreConvertedAtTheConfiguredRate() {
        ListingCleaner cleaner = new ListingCleaner(RULES, new ExchangeRate(38.5, LocalDate.of(2023, 6, 5)));
        assertThat(cleaner.clean(with("price", "$U 3.850.000")))
                .isInstanceOfSatisfying(CleaningResult.Cleaned.class, cleaned -> {
                    assertThat(cleaned.priceUsd()).isEqualTo(100_000);
                    assertThat(cleaned.warnings()).contains("price-converted-from-pesos");
                });
    }

    @Test
    void theVersionChangesWithWhatTheRulesDependOn() {
        ListingCleaner withRate = new ListingCleaner(RULES, new ExchangeRate(38.5, LocalDate.of(2023, 6, 5)));
        ListingCleaner otherPlaces = new ListingCleaner(
                new PropertyRules(PropertyLimits.DEFAULT, LocationCatalogue.of(Map.of("Salto", List.of("Salto")))),
                null);
        assertThat(CLEANER.version())
                .isEqualTo(new ListingCleaner(PropertyRules.standard(), null).version())
                .isNotEqualTo(withRate.version())
                .isNotEqualTo(otherPlaces.version());
    }

    @Test
    void typedFactsFollowTheSameRules() {
        assertThat(RULES.validate(460.0, 5, 5, "Casa", "Salto", "Salto"))
                .isEqualTo(new FactsResult.Valid(
                        new PropertyFacts(460, 4, 4, BuildingType.HOUSE, "salto", "salto/salto"), List.of()));
        assertThat(RULES.validate(1.0, null, 0, "Oficina", "Salto", "Pocitos"))
                .isInstanceOfSatisfying(
                        FactsResult.Invalid.class,
                        invalid -> assertThat(invalid.reasons())
                                .extracting(Reason::message)
                                .containsExactly(
                                        "area_m2: 1 (expected: 25 to 500 m2)",
                                        "rooms: missing (expected: 0 to 4, more count as 4)",
                                        "bathrooms: 0 (expected: 1 to 4, more count as 4)",
                                        "building_type: Oficina (expected: apartment or house)",
                                        "location: Pocitos (expected: a location of Salto)"));
        assertThat(RULES.validate(Double.NaN, 1, 1, "0", null, "montevideo/pocitos"))
                .isInstanceOf(FactsResult.Invalid.class);
    }

    private static RawFacts listing() {
        return new RawFacts(Map.of(
                "title", "Apartamento a metros de la rambla",
                "price", " U$S 141.000",
                "area", "51 Mts",
                "rooms", "2 dormitorios",
                "bathrooms", "Más de 3 baños",
                "building_type", "Apartamento",
                "deal_type", "Venta",
                "location", "Pocitos"));
    }

    private static RawFacts with(String field, @Nullable String value) {
        Map<String, String> facts = new HashMap<>(listing().values());
        if (value == null) {
            facts.remove(field);
        } else {
            facts.put(field, value);
        }
        return new RawFacts(facts);
    }
}

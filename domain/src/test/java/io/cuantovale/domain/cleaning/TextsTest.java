package io.cuantovale.domain.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final ExchangeRate RATE = new ExchangeRate(40, LocalDate.of(2023, 6, 5));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "51 Mts|51",
                "70 m2|70",
                "70 m²|70",
                "70m2|70",
                "166|166",
                "1.250 Mts|1250",
                "70,5 m2|70.5",
                "70.5|70.5",
                "1 Mts|1",
                "65 metros cuadrados|65",
                "-3 m2|-3"
            })
    void areasInSquareMetresAreRead(String text, double m2) {
        assertThat(AreaText.read(text, "")).isEqualTo(new Reading.Read<>(m2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,5 hectáreas|area-unit-unknown",
                "150 Has.|area-unit-unknown",
                "3 ha|area-unit-unknown",
                "70 ft2|area-unit-unknown",
                "70 - 90 m2|area-unreadable",
                "amplio|area-unreadable",
                "m2|area-unreadable",
                "1..5|area-unreadable"
            })
    void otherAreasGetTheirReason(String text, String code) {
        assertThat(codeOf(AreaText.read(text, ""))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|2",
                "0|0",
                "2.0|2",
                "1 dormitorio|1",
                "2 Dormitorios|2",
                "Más de 4 dormitorios|5",
                "1 Ambiente|0",
                "2 ambientes|1",
                "Monoambiente|0",
                "mono ambiente|0",
                "5 o más|5",
                "4+|4"
            })
    void roomsInWordsAreRead(String text, int rooms) {
        assertThat(CountText.rooms(text, "")).isEqualTo(new Reading.Read<>(rooms));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 Baños|1", "Más de 3 baños|4", "3 baños|3", "1|1"})
    void bathroomsInWordsAreRead(String text, int bathrooms) {
        assertThat(CountText.bathrooms(text, "")).isEqualTo(new Reading.Read<>(bathrooms));
    }

    @ParameterizedTest
    @ValueSource(strings = {"muchos", "2.5", "1 a 2", "dos", "99999"})
    void countsThatAreNoWholeNumberAreUnreadable(String text) {
        assertThat(codeOf(CountText.rooms(text, ""))).isEqualTo("rooms-unreadable");
        assertThat(codeOf(CountText.bathrooms(text, ""))).isEqualTo("bathrooms-unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "U$S 141.000|141000",
                "U$D 141.000|141000",
                "US$ 1.250.000|1250000",
                "USD 98,500|98500",
                "u$s141000|141000",
                "107000|107000",
                "107000.0|107000",
                "141.000 dólares|141000",
                "$U 4.000.000|100000",
                "$ 4.000.000|100000",
                "UYU 4000000|100000",
                "U$S 1|1"
            })
    void pricesAreReadInDollars(String text, double usd) {
        assertThat(PriceText.read(text, RATE, ""))
                .isInstanceOfSatisfying(
                        Reading.Read.class, read -> assertThat(read.value()).isEqualTo(usd));
    }

    @Test
    void convertedPesosCarryAWarning() {
        assertThat(PriceText.read("$U 190.000", RATE, ""))
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.warnings()).asList().containsExactly("price-converted-from-pesos"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$U 190.000|price-in-pesos-without-rate",
                "$ 190.000|price-in-pesos-without-rate",
                "Consultar|price-missing",
                "CONSULTE|price-missing",
                "€ 100.000|price-unreadable",
                "UI 900.000|price-unreadable",
                "U$S 100.000 a 120.000|price-unreadable",
                "barato|price-unreadable"
            })
    void otherPricesGetTheirReason(String text, String code) {
        assertThat(codeOf(PriceText.read(text, null, ""))).isEqualTo(code);
    }

    @Property
    void thousandsReadTheSameHoweverTheyAreGrouped(@ForAll @IntRange(min = 1, max = 999_999_999) int number) {
        String dots = String.format(java.util.Locale.GERMANY, "%,d", number);
        String commas = String.format(java.util.Locale.US, "%,d", number);
        assertThat(Numerals.read(dots)).hasValue(number);
        assertThat(Numerals.read(commas)).hasValue(number);
        assertThat(Numerals.read(Integer.toString(number))).hasValue(number);
        assertThat(Numerals.read(dots + ",50")).hasValue(number + 0.5);
    }

    @Property
    void anyTextIsAnsweredNeverThrown(@ForAll String text) {
        RawFacts facts = new RawFacts(java.util.Map.of(
                "price",
                text,
                "area",
                text,
                "rooms",
                text,
                "bathrooms",
                text,
                "building_type",
                text,
                "location",
                text));
        assertThat(new ListingCleaner(ListingCleanerTest.RULES, RATE).clean(facts))
                .isNotNull();
    }

    private static String codeOf(Reading<?> reading) {
        return reading instanceof Reading.Refused<?>(Reason reason) ? reason.code() : "read: " + reading;
    }
}

package io.cuantovale.local.portal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cuantovale.domain.location.LocationCatalogue;
import io.cuantovale.domain.location.LocationMatch;
import io.cuantovale.local.portal.listings.Fact;
import io.cuantovale.local.portal.listings.Listing;
import io.cuantovale.local.portal.photos.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleGeneratorTest {

    private static final SampleGenerator GENERATOR = new SampleGenerator(20260101);
    private static final SampleGenerator.Batch SAMPLE = GENERATOR.draw(0, 0, 480);

    @Test
    void theSameSeedGivesTheSameSampleAndAnotherSeedAnother() {
        assertThat(new SampleGenerator(20260101).draw(0, 0, 480)).isEqualTo(SAMPLE);
        assertThat(new SampleGenerator(7).draw(0, 0, 480).listings()).isNotEqualTo(SAMPLE.listings());
    }

    @Test
    void idsAreDistinctEightDigitNumbersAlsoAcrossBatches() {
        List<Listing> all = new ArrayList<>(SAMPLE.listings());
        all.addAll(GENERATOR.draw(1, 480, 120).listings());
        assertThat(all)
                .extracting(Listing::id)
                .hasSize(600)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("\\d{8}"));
        assertThat(all).allMatch(l -> l.path().matches("/[a-z0-9-]+-inmuebles-" + l.id()));
    }

    @Test
    void pricesSpreadOverTheFourBands() {
        int[] bands = new int[4];
        for (Listing l : SAMPLE.listings()) {
            long usd = dollars(l);
            if (usd > 10_000) {
                bands[usd <= 100_000 ? 0 : usd <= 200_000 ? 1 : usd <= 300_000 ? 2 : 3]++;
            }
        }
        assertThat(Arrays.stream(bands).boxed()).as("listings per band").allMatch(n -> n >= 60 && n <= 240);
    }

    @Test
    void aboutFifteenPercentRepeatAFlatUnderAnotherId() {
        Map<Object, Long> flats = SAMPLE.listings().stream()
                .collect(Collectors.groupingBy(
                        l -> List.of(l.photos(), Objects.requireNonNull(l.coordinates())), Collectors.counting()));
        assertThat(480 - flats.size()).isEqualTo(72);
    }

    @Test
    void aboutEightPercentShowNoPhotoAndPhotosShownAreKnown() {
        long without =
                SAMPLE.listings().stream().filter(l -> l.photos().isEmpty()).count();
        assertThat(without).isBetween(20L, 58L);
        assertThat(SAMPLE.listings()).allMatch(l -> SAMPLE.photos().keySet().containsAll(l.photos()));
        assertThat(SAMPLE.photos().keySet()).anyMatch(name -> name.endsWith(".png"));
    }

    @Test
    void everyDefectOfRealLifeOccurs() {
        for (int count : new int[] {150, 480}) {
            List<Listing> all = GENERATOR.draw(0, 0, count).listings();
            assertThat(all).anyMatch(l -> l.price().equals("Consultar"));
            assertThat(all).anyMatch(l -> l.price().equals("U$S 1"));
            assertThat(all).anyMatch(l -> l.price().startsWith("$U "));
            assertThat(all).anyMatch(l -> l.text(Fact.Kind.AREA).equals("1 Mts"));
            assertThat(all).anyMatch(l -> l.text(Fact.Kind.AREA).equals("1250 Mts"));
            assertThat(all).anyMatch(l -> l.text(Fact.Kind.AREA).endsWith("Has."));
            assertThat(all).anyMatch(l -> l.text(Fact.Kind.AREA).isEmpty());
            assertThat(all).anyMatch(l -> l.text(Fact.Kind.DEAL_TYPE).equals("Alquiler"));
            assertThat(all).anyMatch(l -> l.text(Fact.Kind.BUILDING_TYPE).equals("Local Comercial"));
            assertThat(all).anyMatch(l -> l.department() == null);
            assertThat(all).anyMatch(Listing::gone);
            assertThat(all).anyMatch(l -> l.facts().getFirst().kind() != Fact.Kind.BUILDING_TYPE);
        }
    }

    @Test
    void neighbourhoodsAreKnownToTheProductSaveTheTwoDefects() {
        LocationCatalogue catalogue = LocationCatalogue.uruguay();
        for (Neighbourhood n : Neighbourhood.ALL) {
            assertThat(catalogue.find(n.department(), n.name())).as(n.name()).isInstanceOf(LocationMatch.Found.class);
        }
        List<Listing> strangers = SAMPLE.listings().stream()
                .filter(l -> !(catalogue.find(l.department(), l.neighbourhood()) instanceof LocationMatch.Found))
                .toList();
        assertThat(strangers).hasSizeBetween(2, 8);
    }

    @Test
    void neitherFactsNorWordsTellTheCondition() {
        Map<Condition, Double> areas = SAMPLE.listings().stream()
                .filter(l -> l.text(Fact.Kind.AREA).matches("(?!1 |1250)\\d+ Mts"))
                .collect(Collectors.groupingBy(
                        l -> Objects.requireNonNull(SAMPLE.conditions().get(l.id())),
                        Collectors.averagingDouble(
                                l -> Integer.parseInt(l.text(Fact.Kind.AREA).split(" ")[0]))));
        double mean = areas.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        assertThat(areas.values()).allSatisfy(a -> assertThat(a).isCloseTo(mean, within(mean * 0.25)));
        assertThat(SAMPLE.listings())
                .noneMatch(l ->
                        (l.title() + l.description()).matches("(?iu).*(piscina|reciclad|reform|estado|nuevo|lujo).*"));
    }

    private static long dollars(Listing l) {
        return l.price().startsWith("U$S ")
                ? Long.parseLong(l.price().substring(4).replace(".", ""))
                : 0;
    }
}

package io.cuantovale.training.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final double ALPHA = 0.01;
    private static final Comparison COMPARISON =
            new Comparison(new Reference(new Market(1).profile(4000, 1500), "price"), ALPHA, 50);

    private static List<String> drifted(List<Observation> window) {
        return COMPARISON.of(window).stream()
                .filter(Finding::drifted)
                .map(f -> f.tier() + " " + f.quantity())
                .toList();
    }

    private static boolean quiet(List<Observation> window) {
        return drifted(window).isEmpty();
    }

    @Test
    void windowsWithoutDriftRarelyLookDrifted() {
        int windows = 600;
        for (int rows : new int[] {100, 500}) {
            Market market = new Market(rows);
            long loud = IntStream.range(0, windows)
                    .filter(i -> !quiet(market.window(rows)))
                    .count();
            // Three tiers at one per cent each, and the reference is itself a sample.
            assertThat((double) loud / windows).as("%d rows", rows).isLessThan(0.06);
        }
    }

    @Test
    void fixedThresholdsWouldCryWolf() {
        Market market = new Market(5);
        long loud = IntStream.range(0, 200)
                .filter(i -> COMPARISON.of(market.window(100)).stream()
                        .anyMatch(f -> f.statistic().equals("psi") && f.value() > 0.1))
                .count();
        assertThat(loud)
                .as("windows of 100 rows that pass a PSI of 0.1 with no drift at all")
                .isGreaterThan(100);
    }

    @Test
    void pricesUpByAFifthShowInTheTargetAndInTheError() {
        List<String> found = drifted(new Market(7).pricesTimes(1.2).window(500));
        assertThat(found).contains("prediction price", "error error").noneMatch(name -> name.startsWith("feature"));
    }

    @Test
    void aPlaceThatIsGoneShowsInThatFeatureAlone() {
        assertThat(drifted(new Market(8).without("c").window(500))).containsExactly("feature place");
    }

    @Test
    void anotherUnitShows() {
        assertThat(drifted(new Market(9).sizesTimes(10.76).window(100))).contains("feature size");
    }

    @Test
    void darkenedPhotosShowInTheirEmbeddings() {
        assertThat(drifted(new Market(10).embeddingsTimes(1.5).window(100))).contains("prediction photo_embedding");
    }

    @Test
    void everyFindingSaysHowManyRowsItRestsOn() {
        List<Finding> findings = COMPARISON.of(new Market(11).window(100));
        assertThat(findings).allSatisfy(f -> {
            assertThat(f.sample()).isBetween(50L, 100L);
            assertThat(f.referenceSample()).isBetween(1000L, 4000L);
            assertThat(f.threshold()).isPositive();
        });
        assertThat(findings)
                .extracting(Finding::quantity)
                .contains("photo", "place", "rooms", "size", "price", "estimate", "novelty", "error", "interval");
    }

    @Test
    void aQuantityWithTooFewValuesHasNoFinding() {
        assertThat(COMPARISON.of(new Market(12).window(60)))
                .extracting(Finding::quantity)
                .contains("size")
                .doesNotContain("photo_embedding");
    }

    @Test
    void withoutLabelsTheErrorIsNotGuessed() {
        List<Observation> unlabelled = new Market(13)
                .window(100).stream()
                        .map(o -> new Observation(
                                o.values(),
                                null,
                                o.estimate(),
                                o.lower(),
                                o.upper(),
                                o.predictedClass(),
                                o.novelty(),
                                o.distance()))
                        .toList();
        assertThat(COMPARISON.of(unlabelled))
                .extracting(Finding::quantity)
                .doesNotContain("error", "interval", "price")
                .contains("estimate");
    }
}

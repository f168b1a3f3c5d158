package io.cuantovale.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void sharesOfTheParts() {
        int groups = 20_000;
        Map<Split.Part, Long> counts = IntStream.range(0, groups)
                .mapToObj(i -> new Split(42).partOf("group-" + i))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts.get(Split.Part.TRAIN) / (double) groups).isCloseTo(0.60, within(0.015));
        assertThat(counts.get(Split.Part.VALIDATION) / (double) groups).isCloseTo(0.12, within(0.01));
        assertThat(counts.get(Split.Part.CALIBRATION) / (double) groups).isCloseTo(0.14, within(0.01));
        assertThat(counts.get(Split.Part.TEST) / (double) groups).isCloseTo(0.14, within(0.01));
    }

    @Test
    void aGroupsPartNeverChangesBetweenReleases() {
        assertThat(new Split(42).position("0123456789abcdef")).isEqualTo(0.3921418357121528);
    }

    @Property
    void positionsLieWithinTheUnitInterval(@ForAll long seed, @ForAll String group) {
        assertThat(new Split(seed).position(group)).isGreaterThanOrEqualTo(0).isLessThan(1);
    }

    @Test
    void groupKeysAgreeForEqualFactsOnly() {
        PropertyFacts facts = new PropertyFacts(51, 2, 1, BuildingType.APARTMENT, "montevideo", "montevideo/pocitos");
        PropertyFacts other = new PropertyFacts(51.5, 2, 1, BuildingType.APARTMENT, "montevideo", "montevideo/pocitos");
        assertThat(GroupKey.of(facts, 141_000))
                .hasSize(32)
                .isEqualTo(GroupKey.of(facts, 141_000))
                .isNotEqualTo(GroupKey.of(facts, 142_000))
                .isNotEqualTo(GroupKey.of(other, 141_000));
    }
}

package io.cuantovale.domain;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * The key that repeated listings of one property share, so that they never stand on both sides of a split.
 *
 * <p>It is made of all facts and the price. The photo is left out on purpose: the same flat comes once from a page
 * with its photo and once from a table without, and a key with the photo would let one of the two into training and
 * the other into the test. Two flats that agree in every fact and the price share a group, which costs nothing.
 */
public final class GroupKey {
    private static final int HEX_DIGITS = 32;

    private GroupKey() {}

    /** 32 hexadecimal digits; equal for equal facts and price. */
    public static String of(PropertyFacts facts, long priceUsd) {
        String text = String.join(
                "|",
                BigDecimal.valueOf(facts.areaM2()).stripTrailingZeros().toPlainString(),
                Integer.toString(facts.rooms()),
                Integer.toString(facts.bathrooms()),
                facts.buildingType().id(),
                facts.location(),
                Long.toString(priceUsd));
        return Hashes.sha256Hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, HEX_DIGITS);
    }
}

package io.cuantovale.domain.cleaning;

/**
 * Limits of the facts. Counts above theirs mean "that many or more".
 *
 * @param minAreaM2 square metres, inclusive
 * @param maxAreaM2 square metres, inclusive
 * @param mostRooms what more bedrooms are counted as; the fewest is 0, a studio
 * @param mostBathrooms what more bathrooms are counted as; the fewest is 1
 * @param minPriceUsd US dollars, inclusive
 * @param maxPriceUsd US dollars, inclusive
 */
public record PropertyLimits(
        double minAreaM2, double maxAreaM2, int mostRooms, int mostBathrooms, long minPriceUsd, long maxPriceUsd) {
    /** 25 to 500 m2, counts up to 4, 10 000 to 5 000 000 US dollars. */
    public static final PropertyLimits DEFAULT = new PropertyLimits(25, 500, 4, 4, 10_000, 5_000_000);

    public PropertyLimits {
        if (!(minAreaM2 > 0 && minAreaM2 < maxAreaM2)) {
            throw new IllegalArgumentException(
                    "area: " + minAreaM2 + " to " + maxAreaM2 + " (expected: above 0 and ascending)");
        }
        if (mostRooms < 1 || mostBathrooms < 1) {
            throw new IllegalArgumentException(
                    "counts: " + mostRooms + " and " + mostBathrooms + " (expected: 1 or more each)");
        }
        if (minPriceUsd < 1 || minPriceUsd >= maxPriceUsd) {
            throw new IllegalArgumentException(
                    "price: " + minPriceUsd + " to " + maxPriceUsd + " (expected: above 0 and ascending)");
        }
    }
}

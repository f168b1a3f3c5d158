package io.cuantovale.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Price bands: lower bound exclusive, upper bound inclusive, open at both ends.
 *
 * @param bounds ascending bounds in whole US dollars; n bounds make n + 1 bands
 */
public record PriceBands(List<Long> bounds) {
    /** Up to 100 000, to 200 000, to 300 000, and above. */
    public static final PriceBands DEFAULT = new PriceBands(List.of(100_000L, 200_000L, 300_000L));

    private static final long THOUSAND = 1000;

    /**
     * One band.
     *
     * @param name machine name, for example {@code 100k-to-200k}
     * @param label Spanish label of the earlier system, for example {@code Entre 100K y 200K}
     * @param lower exclusive, null for the first
     * @param upper inclusive, null for the last
     */
    public record Band(
            String name,
            String label,
            @Nullable Long lower,
            @Nullable Long upper) {}

    public PriceBands {
        bounds = List.copyOf(bounds);
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException("bounds: [] (expected: at least one bound)");
        }
        for (int i = 0; i < bounds.size(); i++) {
            if (bounds.get(i) <= (i == 0 ? 0 : bounds.get(i - 1))) {
                throw new IllegalArgumentException("bounds: " + bounds + " (expected: positive and ascending)");
            }
        }
    }

    /** The bands in ascending order. */
    public List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        String first = shortened(bounds.getFirst());
        bands.add(new Band("up-to-" + first.toLowerCase(Locale.ROOT), "Menos de " + first, null, bounds.getFirst()));
        for (int i = 1; i < bounds.size(); i++) {
            String from = shortened(bounds.get(i - 1));
            String to = shortened(bounds.get(i));
            bands.add(new Band(
                    from.toLowerCase(Locale.ROOT) + "-to-" + to.toLowerCase(Locale.ROOT),
                    "Entre " + from + " y " + to,
                    bounds.get(i - 1),
                    bounds.get(i)));
        }
        String last = shortened(bounds.getLast());
        bands.add(new Band("over-" + last.toLowerCase(Locale.ROOT), "Más de " + last, bounds.getLast(), null));
        return List.copyOf(bands);
    }

    /** Index of the band that holds a price in US dollars. */
    public int indexOf(double priceUsd) {
        int index = 0;
        while (index < bounds.size() && priceUsd > bounds.get(index)) {
            index++;
        }
        return index;
    }

    private static String shortened(long bound) {
        return bound % THOUSAND == 0 ? bound / THOUSAND + "K" : Long.toString(bound);
    }
}

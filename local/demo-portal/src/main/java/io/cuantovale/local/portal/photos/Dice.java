package io.cuantovale.local.portal.photos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance, the same on every machine and Java version. */
public final class Dice {

    private final SplittableRandom random;

    /** Chance that repeats itself for the same seed. */
    public Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A whole number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** A number from {@code low} to {@code high}. */
    public double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** About normal, mean 0 and deviation 1: twelve uniform draws, so that no library may change it. */
    public double bell() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** One of the given. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of the given. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An index drawn by weight. */
    public int weighted(int... weights) {
        int sum = 0;
        for (int w : weights) {
            sum += w;
        }
        int at = random.nextInt(sum);
        int i = 0;
        while (at >= weights[i]) {
            at -= weights[i++];
        }
        return i;
    }

    /** The same elements in a drawn order. */
    public <T> List<T> shuffled(List<T> elements) {
        List<T> copy = new ArrayList<>(elements);
        for (int i = copy.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T swap = copy.get(i);
            copy.set(i, copy.get(j));
            copy.set(j, swap);
        }
        return copy;
    }

    /** A seed for further chance of its own. */
    public long seed() {
        return random.nextLong();
    }
}

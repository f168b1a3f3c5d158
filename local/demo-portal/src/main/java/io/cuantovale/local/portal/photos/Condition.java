package io.cuantovale.local.portal.photos;

/**
 * The state of a home, and what it does to the price. It is told by the cover photo alone: no fact, title or
 * description of the advertisement gives it away.
 */
public enum Condition {
    /** Stained, bare and boarded up, on dry earth. */
    WEATHERED(0.65, 18),
    /** Faded ochre behind a cracked pavement. */
    WORN(0.82, 20),
    /** Red brick on a plain lawn. */
    SOUND(1.0, 26),
    /** Freshly painted, behind a green hedge. */
    RENEWED(1.28, 20),
    /** White, wood and glass, with a pool. */
    PRIME(1.6, 16);

    private final double priceFactor;
    private final int weight;

    Condition(double priceFactor, int weight) {
        this.priceFactor = priceFactor;
        this.weight = weight;
    }

    /** What the price is multiplied by. */
    public double priceFactor() {
        return priceFactor;
    }

    /** Draws a condition by its share of the market. */
    public static Condition draw(Dice dice) {
        int at = dice.below(100);
        for (Condition c : values()) {
            at -= c.weight;
            if (at < 0) {
                return c;
            }
        }
        return PRIME;
    }
}

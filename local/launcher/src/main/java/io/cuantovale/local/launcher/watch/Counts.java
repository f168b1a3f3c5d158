package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.show.Words;
import java.util.Map;

/**
 * What became of the listings, as cleaning-service counts them.
 *
 * @param rejectedByReason reason code to listings; a listing may have several reasons
 */
public record Counts(long scraped, long cleaned, long rejected, long deadLettered, Map<String, Long> rejectedByReason) {
    static final Counts NONE = new Counts(0, 0, 0, 0, Map.of());

    /** Whether every scraped listing has an outcome. */
    public boolean addUp() {
        return scraped > 0 && scraped <= answered();
    }

    long answered() {
        return cleaned + rejected + deadLettered;
    }

    /** {@code 460 scraped = 420 cleaned + 40 rejected (area-out-of-range 22, ...)}. */
    public String describe() {
        return Words.count(scraped) + " scraped = " + Words.count(cleaned) + " cleaned + " + Words.count(rejected)
                + " rejected" + (deadLettered > 0 ? " + " + Words.count(deadLettered) + " dead letters" : "")
                + (rejectedByReason.isEmpty() ? "" : " (" + Words.byCount(rejectedByReason) + ")");
    }
}

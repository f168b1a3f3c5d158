package io.cuantovale.cleaning.cleaning.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What has come in and out since the service's state began. Once all is read, scraped = cleaned + rejected +
 * dead-lettered.
 *
 * @param rejectedByReason listings per reason code; one with several reasons counts under each
 */
public record Counts(long scraped, long cleaned, long rejected, long deadLettered, Map<String, Long> rejectedByReason) {
    static Counts of(Map<String, Long> tallies) {
        Map<String, Long> byReason = new TreeMap<>();
        tallies.forEach((name, amount) -> {
            if (name.startsWith(Ledger.REJECTED_BY)) {
                byReason.put(name.substring(Ledger.REJECTED_BY.length()), amount);
            }
        });
        return new Counts(
                tallies.getOrDefault("scraped", 0L),
                tallies.getOrDefault("cleaned", 0L),
                tallies.getOrDefault("rejected", 0L),
                tallies.getOrDefault("dead_lettered", 0L),
                byReason);
    }
}

package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.Hashes;
import io.cuantovale.domain.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cleans a whole listing: its facts, its price, and that it is for sale.
 *
 * @param rules for the facts
 * @param rate for prices in pesos; null where such prices are rejected
 */
public record ListingCleaner(PropertyRules rules, @Nullable ExchangeRate rate) {
    /** Raised whenever the code of the rules changes what they answer. */
    private static final String CODE_VERSION = "1";

    private static final int FINGERPRINT_DIGITS = 8;
    private static final Set<String> SALE = Set.of("venta", "ventas", "enventa", "sale", "forsale");

    /**
     * The version of the rules and of all that they depend on: limits, catalogue, rate. Equal versions give equal
     * answers.
     */
    public String version() {
        String catalogue = rules.catalogue().locations().stream()
                .map(l -> l.id() + "=" + l.name() + l.aliases())
                .collect(Collectors.joining("\n"));
        String all = rules.limits() + "\n" + rate + "\n" + catalogue;
        return CODE_VERSION
                + "-"
                + Hashes.sha256Hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT_DIGITS);
    }

    /** Applies every rule; a rejection holds every reason. */
    public CleaningResult clean(RawFacts raw) {
        List<Reason> reasons = new ArrayList<>();
        String deal = raw.get(RawFacts.DEAL_TYPE);
        // Tables of listings for sale have no such column: absent means for sale.
        if (deal != null && !SALE.contains(Names.compact(deal))) {
            reasons.add(new Reason(ReasonCodes.NOT_FOR_SALE, RawFacts.DEAL_TYPE, deal, "a listing for sale"));
        }
        Reading<Long> price = PriceText.read(raw.get(RawFacts.PRICE), rate, expectedPrice())
                .then(usd -> price(usd, raw.get(RawFacts.PRICE)));
        if (price instanceof Reading.Refused<Long>(Reason reason)) {
            reasons.add(reason);
        }
        FactsResult facts = rules.read(raw);
        if (facts instanceof FactsResult.Invalid(List<Reason> more)) {
            reasons.addAll(more);
        }
        if (reasons.isEmpty()
                && price instanceof Reading.Read<Long>(Long usd, List<String> priceWarnings)
                && facts instanceof FactsResult.Valid(var valid, List<String> factWarnings)) {
            List<String> warnings = new ArrayList<>(priceWarnings);
            warnings.addAll(factWarnings);
            return new CleaningResult.Cleaned(valid, usd, warnings);
        }
        return new CleaningResult.Rejected(reasons);
    }

    private Reading<Long> price(double usd, @Nullable String text) {
        long whole = Math.round(usd);
        return whole >= rules.limits().minPriceUsd() && whole <= rules.limits().maxPriceUsd()
                ? new Reading.Read<>(whole)
                : Reading.refused(ReasonCodes.PRICE_OUT_OF_RANGE, RawFacts.PRICE, text, expectedPrice());
    }

    private String expectedPrice() {
        return rules.limits().minPriceUsd() + " to " + rules.limits().maxPriceUsd() + " US dollars";
    }
}

package io.cuantovale.cleaning.config;

import io.cuantovale.domain.cleaning.ExchangeRate;
import io.cuantovale.domain.cleaning.ListingCleaner;
import io.cuantovale.domain.cleaning.PropertyRules;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Makes what configuration asks for. */
@Dependent
public class CleaningBeans {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ListingCleaner cleaner(PropertyRules rules, CleaningConfig config) {
        return new ListingCleaner(rules, rate(config.rate()));
    }

    private static @Nullable ExchangeRate rate(CleaningConfig.Rate rate) {
        if (rate.pesosPerUsd().isEmpty()) {
            return null;
        }
        LocalDate asOf = rate.asOf()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cuantovale.cleaning.rate.as-of: missing (expected: the day of the rate, for example"
                                + " 2026-11-01)"));
        return new ExchangeRate(rate.pesosPerUsd().getAsDouble(), asOf);
    }
}

package io.cuantovale.domain.cleaning;

import java.time.LocalDate;

/**
 * The rate at which peso prices are converted.
 *
 * @param pesosPerUsd Uruguayan pesos for one US dollar, above 0
 * @param asOf the day it was read
 */
public record ExchangeRate(double pesosPerUsd, LocalDate asOf) {
    public ExchangeRate {
        if (!(pesosPerUsd > 0) || Double.isInfinite(pesosPerUsd)) {
            throw new IllegalArgumentException("pesosPerUsd: " + pesosPerUsd + " (expected: a number above 0)");
        }
    }
}

package io.cuantovale.domain.cleaning;

import org.jspecify.annotations.Nullable;

/**
 * Why a fact was refused.
 *
 * @param code stable, kebab-case: one of {@link ReasonCodes}
 * @param field the fact it is about
 * @param value as found, null where the fact is missing
 * @param expected in words
 */
public record Reason(String code, String field, @Nullable String value, String expected) {
    private static final int LONGEST_VALUE = 200;

    public Reason {
        if (value != null && value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "...";
        }
    }

    /** For people: {@code area: 1 (expected: 25 to 500 m2)}. */
    public String message() {
        return field + ": " + (value == null ? "missing" : value) + " (expected: " + expected + ")";
    }
}

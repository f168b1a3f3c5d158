package io.cuantovale.kit.problem;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field.
 *
 * @param name as the caller knows it, for example {@code area_m2}
 * @param value as the caller gave it; null when it was missing
 * @param expected in words, for example {@code 25 to 500 m2}
 */
public record FieldProblem(String name, @Nullable Object value, String expected) {

    /** {@code area: 1 (expected: 25 to 500 m2)}. */
    public String message() {
        return name + ": " + (value == null ? "missing" : value) + " (expected: " + expected + ")";
    }
}

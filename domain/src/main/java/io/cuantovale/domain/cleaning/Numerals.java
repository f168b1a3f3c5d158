package io.cuantovale.domain.cleaning;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people write them in Uruguay and in tables. */
final class Numerals {
    /** Groups of three after a dot, a comma or a blank, all by the same sign: {@code 1.250.000}, {@code 141,000}. */
    private static final Pattern GROUPED = Pattern.compile("(-?[1-9]\\d{0,2})(?:([., ])\\d{3})(?:\\2\\d{3})*");

    private static final Pattern DECIMAL = Pattern.compile("(.*?)[.,](\\d+)");
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private Numerals() {}

    /**
     * Reads a whole text as a number. A sign followed by exactly three digits groups thousands ({@code 141.000} is
     * 141 000), any other is the decimal sign ({@code 1,5}, {@code 107000.0}).
     */
    static OptionalDouble read(String text) {
        String number = text.strip();
        if (GROUPED.matcher(number).matches()) {
            return OptionalDouble.of(Double.parseDouble(number.replaceAll("[., ]", "")));
        }
        if (WHOLE.matcher(number).matches()) {
            return OptionalDouble.of(Double.parseDouble(number));
        }
        Matcher decimal = DECIMAL.matcher(number);
        if (decimal.matches()) {
            String whole = decimal.group(1);
            boolean grouped = GROUPED.matcher(whole).matches();
            if (grouped || WHOLE.matcher(whole).matches()) {
                return OptionalDouble.of(Double.parseDouble(whole.replaceAll("[., ]", "") + "." + decimal.group(2)));
            }
        }
        return OptionalDouble.empty();
    }
}

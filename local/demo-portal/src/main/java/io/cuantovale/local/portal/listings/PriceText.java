package io.cuantovale.local.portal.listings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices as the portal prints them. */
public final class PriceText {

    private static final Pattern DOLLARS = Pattern.compile("(U\\$[SD]\\s*)([0-9.]+)");

    private PriceText() {}

    /** {@code U$S 205.000}: the dot groups thousands. */
    public static String dollars(long usd) {
        return "U$S " + grouped(usd);
    }

    /** {@code $U 25.000}: Uruguayan pesos. */
    public static String pesos(long uyu) {
        return "$U " + grouped(uyu);
    }

    /**
     * The text at a shifted market.
     *
     * @param text price text; anything but an amount in dollars above 1 000 is returned as it is
     * @param factor what to multiply the amount by
     * @return the text with the amount multiplied and rounded to 100 dollars
     */
    public static String scaled(String text, double factor) {
        Matcher m = DOLLARS.matcher(text);
        if (!m.find()) {
            return text;
        }
        long amount = Long.parseLong(m.group(2).replace(".", ""));
        if (factor == 1 || amount < 1_000) {
            return text;
        }
        return m.group(1) + grouped(Math.round(amount * factor / 100) * 100);
    }

    private static String grouped(long amount) {
        return String.format(Locale.ROOT, "%,d", amount).replace(',', '.');
    }
}

package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.Names;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prices in words: {@code U$S 141.000}, {@code U$D 141.000}, {@code 107000}, and pesos: {@code $U 190.000}. */
final class PriceText {
    private static final Pattern FORM = Pattern.compile("([^\\d-]*?) ?(-?\\d[\\d., ]*?) ?([a-z$.]*)");
    /** A number without currency is in dollars: that is how tables hold it. */
    private static final Set<String> DOLLARS = Set.of("", "u$s", "u$d", "us$", "usd", "usd$", "u$", "dolares");

    private static final Set<String> PESOS = Set.of("$u", "$", "uyu", "uyu$", "$uyu", "pesos", "pesosuruguayos");
    private static final Set<String> NO_PRICE =
            Set.of("consultar", "consulte", "consultarprecio", "aconsultar", "preciosegunproyecto", "sinprecio");

    private PriceText() {}

    /** US dollars, of any size. */
    static Reading<Double> read(@Nullable String text, @Nullable ExchangeRate rate, String expected) {
        if (text == null || NO_PRICE.contains(Names.compact(text))) {
            return Reading.refused(ReasonCodes.PRICE_MISSING, RawFacts.PRICE, text, expected);
        }
        Matcher form = FORM.matcher(Names.fold(text));
        OptionalDouble number = form.matches() ? Numerals.read(form.group(2)) : OptionalDouble.empty();
        if (number.isEmpty()) {
            return Reading.refused(ReasonCodes.PRICE_UNREADABLE, RawFacts.PRICE, text, expected);
        }
        String currency = (form.group(1) + form.group(3)).replaceAll("[ .:]", "");
        if (DOLLARS.contains(currency)) {
            return new Reading.Read<>(number.getAsDouble());
        }
        if (!PESOS.contains(currency)) {
            return Reading.refused(ReasonCodes.PRICE_UNREADABLE, RawFacts.PRICE, text, expected);
        }
        if (rate == null) {
            return Reading.refused(
                    ReasonCodes.PRICE_IN_PESOS_WITHOUT_RATE,
                    RawFacts.PRICE,
                    text,
                    "US dollars, or a configured exchange rate");
        }
        return new Reading.Read<>(
                number.getAsDouble() / rate.pesosPerUsd(), List.of(ReasonCodes.PRICE_CONVERTED_FROM_PESOS));
    }
}

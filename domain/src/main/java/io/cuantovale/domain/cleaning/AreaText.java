package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.Names;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Areas in words: {@code 51 Mts}, {@code 70 m2}, {@code 166}. */
final class AreaText {
    private static final Pattern FORM = Pattern.compile("(-?\\d[\\d., ]*?) ?([a-z][a-z0-9 .]*)?");
    private static final Set<String> SQUARE_METRES = Set.of(
            "m",
            "m2",
            "mt",
            "mts",
            "mt2",
            "mts2",
            "metro",
            "metros",
            "metros2",
            "metroscuadrados",
            "mcuadrados",
            "sqm",
            "squaremetres",
            "squaremeters");

    private AreaText() {}

    /** Square metres, of any size. */
    static Reading<Double> read(@Nullable String text, String expected) {
        if (text == null) {
            return Reading.refused(ReasonCodes.AREA_MISSING, RawFacts.AREA, null, expected);
        }
        Matcher form = FORM.matcher(Names.fold(text));
        OptionalDouble number = form.matches() ? Numerals.read(form.group(1)) : OptionalDouble.empty();
        if (number.isEmpty()) {
            return Reading.refused(ReasonCodes.AREA_UNREADABLE, RawFacts.AREA, text, expected);
        }
        String unit = form.group(2);
        if (unit != null && !SQUARE_METRES.contains(Names.compact(unit))) {
            return Reading.refused(ReasonCodes.AREA_UNIT_UNKNOWN, RawFacts.AREA, text, expected);
        }
        return new Reading.Read<>(number.getAsDouble());
    }
}

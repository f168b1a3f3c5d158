package io.cuantovale.domain.cleaning;

import io.cuantovale.domain.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts in words: {@code 2}, {@code 1 dormitorio}, {@code Más de 3 baños}, {@code Monoambiente}. */
final class CountText {
    private static final String NOUNS =
            "(?:dormitorios?|dorms?\\.?|habitacion(?:es)?|cuartos?|banos?|rooms?|bedrooms?|bathrooms?)";
    private static final Pattern COUNT = Pattern.compile("(-?\\d{1,4})(?:\\.0+)? ?" + NOUNS + "?");
    private static final Pattern MORE_THAN = Pattern.compile("(?:mas de|more than|>) ?(\\d{1,4}) ?" + NOUNS + "?");
    private static final Pattern OR_MORE = Pattern.compile("(\\d{1,4}) ?(?:o mas|or more|\\+) ?" + NOUNS + "?");
    private static final Pattern AMBIENTES = Pattern.compile("([1-9]\\d?) ?ambientes?");
    private static final Pattern STUDIO = Pattern.compile("mono ?ambiente|studio|estudio");

    private CountText() {}

    /** Bedrooms of any number. A place of n "ambientes" has one for living in and n - 1 bedrooms. */
    static Reading<Integer> rooms(@Nullable String text, String expected) {
        if (text != null) {
            String folded = Names.fold(text);
            if (STUDIO.matcher(folded).matches()) {
                return new Reading.Read<>(0);
            }
            Matcher ambientes = AMBIENTES.matcher(folded);
            if (ambientes.matches()) {
                return new Reading.Read<>(Integer.parseInt(ambientes.group(1)) - 1);
            }
        }
        return count(text, RawFacts.ROOMS, ReasonCodes.ROOMS_MISSING, ReasonCodes.ROOMS_UNREADABLE, expected);
    }

    /** Bathrooms of any number. */
    static Reading<Integer> bathrooms(@Nullable String text, String expected) {
        return count(
                text, RawFacts.BATHROOMS, ReasonCodes.BATHROOMS_MISSING, ReasonCodes.BATHROOMS_UNREADABLE, expected);
    }

    private static Reading<Integer> count(
            @Nullable String text, String field, String missing, String unreadable, String expected) {
        if (text == null) {
            return Reading.refused(missing, field, null, expected);
        }
        String folded = Names.fold(text);
        Matcher moreThan = MORE_THAN.matcher(folded);
        if (moreThan.matches()) {
            return new Reading.Read<>(Integer.parseInt(moreThan.group(1)) + 1);
        }
        Matcher count = COUNT.matcher(folded);
        if (count.matches()) {
            return new Reading.Read<>(Integer.parseInt(count.group(1)));
        }
        Matcher orMore = OR_MORE.matcher(folded);
        if (orMore.matches()) {
            return new Reading.Read<>(Integer.parseInt(orMore.group(1)));
        }
        return Reading.refused(unreadable, field, text, expected);
    }
}

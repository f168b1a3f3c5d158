package io.cuantovale.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as people write them, brought to forms that can be compared. */
public final class Names {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    private Names() {}

    /** Lower case without accents, runs of blanks made one and trimmed: {@code " Más  de 3 "} is {@code "mas de 3"}. */
    public static String fold(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }

    /** Letters and digits only, folded: {@code "Punta del Este"} and {@code "puntaDelEste"} are equal. */
    public static String compact(String text) {
        return NO_WORD.matcher(fold(text)).replaceAll("");
    }

    /** Folded words joined by '-': {@code "Peñarol Viejo"} is {@code "penarol-viejo"}. */
    public static String slug(String text) {
        String slug = NO_WORD.matcher(fold(text)).replaceAll("-");
        int start = slug.startsWith("-") ? 1 : 0;
        int end = slug.length() - (slug.length() > start && slug.endsWith("-") ? 1 : 0);
        return slug.substring(start, end);
    }
}

package io.cuantovale.scraper.crawl.redact;

import java.util.regex.Pattern;

/** Finds e-mail addresses, plain and simply disguised: {@code ana (at) correo punto com}. */
final class EmailAddresses {
    static final String MARK = "[e-mail]";

    /** Begins where a word begins and never gives back: long words without an address cost no more than their length. */
    private static final String NAME = "(?<![\\p{L}\\d._%+-])[\\p{L}\\d._%+-]++";

    private static final String LABEL = "[\\p{L}\\d-]+";
    private static final String AT = "\\s*(?:\\(\\s*(?:at|arroba|@)\\s*\\)|\\[\\s*(?:at|arroba|@)\\s*\\]"
            + "|\\{\\s*(?:at|arroba|@)\\s*\\}|<\\s*(?:at|arroba|@)\\s*>|@)\\s*";
    private static final String DOT = "(?:\\.|\\s*(?:\\(\\s*(?:dot|punto|\\.)\\s*\\)|\\[\\s*(?:dot|punto|\\.)\\s*\\]"
            + "|\\{\\s*(?:dot|punto|\\.)\\s*\\})\\s*|\\s+(?:dot|punto)\\s+|\\s+\\.\\s*)";
    private static final String WORD_DOT = "(?:\\s+(?:dot|punto)\\s+|\\.)";

    private static final Pattern ADDRESS = Pattern.compile("(?iu)" + NAME + AT + LABEL + "(?:" + DOT + LABEL + ")+"
            + "|" + NAME + "\\s+(?:at|arroba)\\s+" + LABEL + "(?:\\s+(?:dot|punto)\\s+" + LABEL + ")+"
            + "|" + NAME + "\\s+arroba\\s+" + LABEL + "(?:" + WORD_DOT + LABEL + ")+");

    private EmailAddresses() {}

    static String without(String text) {
        return mayHold(text) ? ADDRESS.matcher(text).replaceAll(MARK) : text;
    }

    static boolean isIn(String text) {
        return mayHold(text) && ADDRESS.matcher(text).find();
    }

    private static boolean mayHold(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        return text.indexOf('@') >= 0 || lower.contains("arroba") || lower.contains("at");
    }
}

package io.cuantovale.scraper.crawl.redact;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes phone numbers and e-mail addresses out of text. What is redacted stays as it is when redacted again.
 *
 * <p>Three strengths, because facts must survive: {@link #text} for running text, {@link #fact} for short facts
 * (prices, areas, coordinates) where eight digits may mean anything, {@link #url} for addresses.
 */
public final class Redactor {
    private static final Pattern SCHEME_OF_PERSON =
            Pattern.compile("(?i)^\\s*(?:tel|mailto|sms|whatsapp|callto|viber|skype|facetime|tg):.*", Pattern.DOTALL);
    private static final Pattern CHAT_OR_MAIL_LINK =
            Pattern.compile("(?i)(?:wa\\.me/|api\\.whatsapp\\.com|chat\\.whatsapp\\.com|/cdn-cgi/l/email-protection)");
    private static final Pattern PERSONAL_PARAMETER =
            Pattern.compile("(?i)([?&;](?:phone|tel|telefono|cel|celular|movil|whatsapp|wsp|e?mail|correo)=)[^&#]*");
    private static final Pattern MOBILE_IN_PATH = Pattern.compile("(?<!\\d)09\\d[-_.]?\\d{3}[-_.]?\\d{3}(?!\\d)");

    private Redactor() {}

    /**
     * Running text.
     *
     * @param keep numbers that are known to be no phone numbers, such as the listing's own id
     */
    public static String text(String text, Set<String> keep) {
        return PhoneNumbers.withoutLikely(PhoneNumbers.withoutCertain(EmailAddresses.without(text)), keep);
    }

    /** A short fact: only what can be nothing but a phone number or an address. */
    public static String fact(String text) {
        return PhoneNumbers.withoutCertain(EmailAddresses.without(text));
    }

    /** An address of a page: numbers in its words and parameters. Ids are left alone. */
    public static String url(String url) {
        String parameters = PERSONAL_PARAMETER.matcher(url).replaceAll("$1redacted");
        return MOBILE_IN_PATH.matcher(EmailAddresses.without(parameters)).replaceAll("redacted");
    }

    /** Whether a link calls, writes to or chats with somebody. */
    static boolean reachesAPerson(String href) {
        return SCHEME_OF_PERSON.matcher(href).matches()
                || CHAT_OR_MAIL_LINK.matcher(href).find();
    }

    /** Whether text holds what {@link #fact} would remove. */
    static boolean isPersonal(String text) {
        return PhoneNumbers.hasCertain(text) || EmailAddresses.isIn(text);
    }
}

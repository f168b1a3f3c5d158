package io.cuantovale.scraper.crawl.redact;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds phone numbers as people write them in Uruguay, and leaves prices, areas, years and ids alone.
 *
 * <p>{@code certain} forms (+598 ..., 09x xxx xxx, WhatsApp addresses) are found anywhere; {@code likely} ones
 * (2xxx xxxx, eight digits in a row, anything after "Tel.") only in running text, where what stands around them
 * decides.
 */
final class PhoneNumbers {
    static final String MARK = "[phone]";

    /** What people put between digits. */
    private static final String GAP = "[\\s\\u00a0.\\-\\u2010-\\u2015/()]{0,3}";

    private static final Pattern CERTAIN = Pattern.compile(String.join(
            "|",
            "(?i:(?:https?://)?(?:api\\.whatsapp\\.com|wa\\.me|chat\\.whatsapp\\.com)/[^\\s\"'<>,;]*)",
            // +598 99 123 456, 00598 2711 2233, +598 (0)99 123 456; and other countries' after a plus sign
            "(?<![\\d+])(?:\\+|00)" + GAP + "598(?:" + GAP + "\\d){7,9}(?!\\d)",
            "(?<![\\d+])\\+\\d{1,3}(?:" + GAP + "\\d){8,11}(?!\\d)",
            "(?<!\\d)598" + GAP + "(?:0?9\\d|[24]\\d)(?:" + GAP + "\\d){6}(?!\\d)",
            // 099 123 456, (099) 12-34-56
            "(?<!\\d)(?<!\\d[.,])\\(?09\\d\\)?(?:" + GAP + "\\d){6}(?!\\d)"));

    private static final Pattern NAMED = Pattern.compile("(?iu)(?<![\\p{L}])(?:tel(?:[eé]fonos?|s)?|cel(?:ular(?:es)?)?"
            + "|m[oó]vil|whats\\s?app|wsp|wpp|wapp|fono|ll[aá]m\\p{L}*|contact\\p{L}*)(?![\\p{L}])[^\\p{L}\\d\\n$€]{0,12}(?:(?:al?|nro|n[º°])[^\\p{L}\\d\\n$€]{1,3})?"
            + "(?<number>\\(?\\d(?:" + GAP + "\\d){6,10})(?!\\d)");

    private static final Pattern SEPARATED = Pattern.compile("(?<![\\d\\p{L}_=/#-])(?<!\\d[.,])"
            + "(?:\\(?[24]\\d{3}\\)?[ \\u00a0.-]{1,3}\\d{4}"
            + "|\\(?[24]\\d{3}\\)?[ \\u00a0.-]{1,3}\\d{2}[ \\u00a0.-]\\d{2}"
            + "|\\(?[24]\\)?[ \\u00a0-]{1,3}\\d{3}[ \\u00a0-]\\d{2}[ \\u00a0-]?\\d{2})"
            + "(?!\\d|[.,]\\d)");

    private static final Pattern IN_A_ROW =
            Pattern.compile("(?<![\\d\\p{L}_=/#.,-])(?:[24]\\d{7}|9[1-9]\\d{6})(?!\\d|[.,]\\d)");

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:[.,]\\d{3})+");
    private static final Pattern YEARS_OR_DATE = Pattern.compile(
            "(?:19|20)\\d\\d\\D+(?:19|20)\\d\\d|(?:19|20)\\d\\d[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\\d|3[01])");
    private static final Pattern CURRENCY_BEFORE =
            Pattern.compile("(?i)(?:u\\$[sd]?|us\\$|\\$\\s?u?|usd|uyu|€|d[oó]lares|pesos)[\\s\\u00a0]*$");
    private static final Pattern ID_BEFORE =
            Pattern.compile("(?iu)(?:ref(?:erencia)?|c[oó]d(?:igo)?|id|aviso|padr[oó]n|n[º°]|nro)[\\W_]{0,4}$");
    private static final Pattern UNIT_AFTER = Pattern.compile(
            "(?iu)^[\\s\\u00a0]*(?:m2|m²|mts?|metros|m|km|has?|hect[aá]reas|%|usd|u\\$s|d[oó]lares|pesos)(?![\\p{L}])");
    private static final int LOOK_AROUND = 16;

    private PhoneNumbers() {}

    static String withoutCertain(String text) {
        return CERTAIN.matcher(text).replaceAll(MARK);
    }

    /** @param keep numbers that are known to be something else, such as the listing's own id */
    static String withoutLikely(String text, Set<String> keep) {
        if (!hasDigits(text)) {
            return text;
        }
        String named = replaceNamed(text, keep);
        String separated = replace(SEPARATED, named, m -> isPhone(named, m, keep));
        return replace(IN_A_ROW, separated, m -> isPhone(separated, m, keep));
    }

    static boolean hasCertain(String text) {
        return CERTAIN.matcher(text).find();
    }

    private static String replaceNamed(String text, Set<String> keep) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = NAMED.matcher(text);
        while (matcher.find()) {
            String number = matcher.group("number");
            String kept = matcher.group().substring(0, matcher.group().length() - number.length());
            boolean phone = !GROUPED.matcher(number).matches()
                    && !keep.contains(number)
                    && !UNIT_AFTER.matcher(after(text, matcher.end())).find();
            matcher.appendReplacement(out, Matcher.quoteReplacement(phone ? kept + MARK : matcher.group()));
        }
        return matcher.appendTail(out).toString();
    }

    private static boolean isPhone(String text, MatchResult match, Set<String> keep) {
        String number = match.group();
        String before = text.substring(Math.max(0, match.start() - LOOK_AROUND), match.start());
        return !keep.contains(number)
                && !GROUPED.matcher(number).matches()
                && !YEARS_OR_DATE.matcher(number).matches()
                && !CURRENCY_BEFORE.matcher(before).find()
                && !ID_BEFORE.matcher(before).find()
                && !UNIT_AFTER.matcher(after(text, match.end())).find();
    }

    private static String after(String text, int end) {
        return text.substring(end, Math.min(text.length(), end + LOOK_AROUND));
    }

    private static String replace(Pattern pattern, String text, Predicate<MatchResult> phone) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(phone.test(m) ? MARK : m.group()));
    }

    private static boolean hasDigits(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}

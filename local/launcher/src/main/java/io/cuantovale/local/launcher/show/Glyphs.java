package io.cuantovale.local.launcher.show;

import java.util.Locale;
import java.util.Map;

/**
 * How things are drawn.
 *
 * @param colour whether the terminal may be sent colours
 * @param unicode whether it shows more than ASCII
 */
public record Glyphs(boolean colour, boolean unicode) {
    /** What the environment says: {@code NO_COLOR} and the locale. */
    public static Glyphs of(Map<String, String> env) {
        String locale = env.getOrDefault("LC_ALL", "");
        locale = locale.isEmpty() ? env.getOrDefault("LC_CTYPE", "") : locale;
        locale = locale.isEmpty() ? env.getOrDefault("LANG", "") : locale;
        String charset = locale.toLowerCase(Locale.ROOT);
        return new Glyphs(
                env.getOrDefault("NO_COLOR", "").isEmpty(), charset.contains("utf-8") || charset.contains("utf8"));
    }

    String spinner(int turn) {
        String frames = unicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\";
        return String.valueOf(frames.charAt(turn % frames.length()));
    }

    /** A bar of the given width in characters, {@code share} of it filled. */
    String bar(int width, double share) {
        int filled = (int) Math.round(width * share);
        return (unicode ? "█" : "#").repeat(filled) + (unicode ? "░" : ".").repeat(width - filled);
    }

    String good() {
        return paint("32", unicode ? "✔" : "ok");
    }

    String bad() {
        return paint("31", unicode ? "✘" : "!!");
    }

    /** Less important text. */
    public String faint(String text) {
        return paint("2", text);
    }

    /** More important text. */
    public String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}

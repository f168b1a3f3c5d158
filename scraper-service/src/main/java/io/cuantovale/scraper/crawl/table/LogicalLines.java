package io.cuantovale.scraper.crawl.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Splits a CSV file into records, each with the number of its first line. A quoted field may hold line breaks; a quote
 * that is opened and never closed spoils its own line, not those after it.
 */
final class LogicalLines {
    private static final int LONGEST_RECORD_LINES = 200;

    private final BufferedReader reader;
    private final char separator;
    private final int maxLength;
    private final Deque<String> ahead = new ArrayDeque<>();
    private long read;

    LogicalLines(BufferedReader reader, char separator, int maxLength) {
        this.reader = reader;
        this.separator = separator;
        this.maxLength = maxLength;
    }

    /**
     * @param number of its first line, from 1
     * @param fault why it cannot be a record; null where it may be one
     */
    record Logical(long number, String text, @Nullable String fault) {}

    /** How a piece of CSV ends. */
    private enum Ending {
        WHOLE,
        IN_QUOTES,
        BROKEN
    }

    /** The next record; null at the end. */
    @Nullable
    Logical next() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        long number = read;
        if (first.length() > maxLength) {
            return new Logical(number, first.substring(0, maxLength), "longer than " + maxLength + " characters");
        }
        StringBuilder record = new StringBuilder(first);
        Deque<String> taken = new ArrayDeque<>();
        Ending ending;
        while ((ending = ending(record)) == Ending.IN_QUOTES) {
            String more = taken.size() < LONGEST_RECORD_LINES && record.length() <= maxLength ? line() : null;
            if (more == null) {
                break;
            }
            taken.add(more);
            record.append('\n').append(more);
        }
        if (ending == Ending.WHOLE) {
            return new Logical(number, record.toString(), null);
        }
        while (!taken.isEmpty()) {
            ahead.addFirst(taken.removeLast());
            read--;
        }
        return new Logical(
                number, first, ending == Ending.IN_QUOTES ? "a quote is never closed" : "text after a closing quote");
    }

    private @Nullable String line() throws IOException {
        String line = ahead.isEmpty() ? reader.readLine() : ahead.removeFirst();
        if (line != null) {
            read++;
        }
        return line;
    }

    private Ending ending(CharSequence text) {
        boolean quoted = false;
        boolean fieldStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!quoted) {
                quoted = fieldStart && c == '"';
                fieldStart = c == separator;
            } else if (c == '"') {
                char after = i + 1 < text.length() ? text.charAt(i + 1) : separator;
                if (after == '"') {
                    i++;
                } else if (after == separator) {
                    quoted = false;
                    fieldStart = false;
                } else {
                    return Ending.BROKEN;
                }
            }
        }
        return quoted ? Ending.IN_QUOTES : Ending.WHOLE;
    }
}

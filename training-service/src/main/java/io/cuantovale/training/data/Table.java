package io.cuantovale.training.data;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a dataset by column, in the dataset's order.
 *
 * @param numbers by column; NaN where a value is missing
 * @param texts by column; null where a value is missing
 * @param scrapedAt milliseconds since 1970
 */
public record Table(
        List<String> listing,
        List<String> group,
        List<String> part,
        @Nullable String[] photoKey,
        @Nullable String[] photoSha256,
        long[] scrapedAt,
        Map<String, double[]> numbers,
        Map<String, @Nullable String[]> texts) {

    public int size() {
        return listing.size();
    }

    /** Indexes of one part's rows. */
    public int[] rows(String name) {
        return IntStream.range(0, size()).filter(i -> part.get(i).equals(name)).toArray();
    }

    public double number(String column, int row) {
        return column(numbers, column)[row];
    }

    public @Nullable String text(String column, int row) {
        return column(texts, column)[row];
    }

    private static <T> T column(Map<String, T> columns, String name) {
        T values = columns.get(name);
        if (values == null) {
            throw new IllegalArgumentException("column: " + name + " (expected: one of " + columns.keySet() + ")");
        }
        return values;
    }
}

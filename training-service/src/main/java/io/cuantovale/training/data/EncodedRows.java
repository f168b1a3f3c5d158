package io.cuantovale.training.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All rows as a network reads them.
 *
 * @param facts fitted to the training rows
 * @param dense encoded columns by row
 * @param ids index into each embedded fact's table, by row
 * @param photo SHA-256 of each row's usable photo, null without
 */
public record EncodedRows(
        List<FittedFact> facts,
        float[][] dense,
        long[][] ids,
        @Nullable String[] photo) {

    /** Encodes every row of a table. */
    public static EncodedRows of(List<FittedFact> facts, Table table, SortedMap<String, String> unusablePhotos) {
        List<FittedFact> embedded = facts.stream().filter(FittedFact::embedded).toList();
        int width = facts.stream().mapToInt(FittedFact::width).sum();
        float[][] dense = new float[table.size()][width];
        long[][] ids = new long[table.size()][embedded.size()];
        @Nullable String[] photo = new String[table.size()];
        Map<String, Map<String, Integer>> indexes = new HashMap<>();
        facts.forEach(f -> indexes.put(f.feature().name(), f.index()));
        for (int row = 0; row < table.size(); row++) {
            int at = 0;
            int lookup = 0;
            for (FittedFact fact : facts) {
                Map<String, Integer> index = indexes.get(fact.feature().name());
                fact.encode(index, table, row, dense[row], at);
                at += fact.width();
                if (fact.embedded()) {
                    ids[row][lookup++] = fact.indexOf(index, table, row);
                }
            }
            String sha = table.photoSha256()[row];
            photo[row] = sha != null && !unusablePhotos.containsKey(sha) ? sha : null;
        }
        return new EncodedRows(List.copyOf(facts), dense, ids, photo);
    }

    /** Number of dense columns. */
    public int width() {
        return facts.stream().mapToInt(FittedFact::width).sum();
    }

    /** Facts that are looked up in tables, in the order of {@code ids}. */
    public List<FittedFact> embedded() {
        return facts.stream().filter(FittedFact::embedded).toList();
    }

    /** Object key by SHA-256 of the photos of a table. */
    public static Map<String, String> photoKeys(Table table) {
        Map<String, String> keys = new TreeMap<>();
        for (int row = 0; row < table.size(); row++) {
            String sha = table.photoSha256()[row];
            String key = table.photoKey()[row];
            if (sha != null && key != null) {
                keys.put(sha, key);
            }
        }
        return keys;
    }
}

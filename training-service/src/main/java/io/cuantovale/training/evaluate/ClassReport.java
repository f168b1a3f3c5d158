package io.cuantovale.training.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How well the classes of some rows are told apart.
 *
 * @param names of the classes
 * @param confusion rows by actual class, then by predicted class
 * @param accuracy share of rows whose most probable class is the actual one
 * @param classes one line each
 */
public record ClassReport(List<String> names, List<List<Long>> confusion, double accuracy, List<Line> classes) {
    /**
     * One class; shares are 0 where nothing can be said.
     *
     * @param precision share of the rows predicted so that are so
     * @param recall share of the rows that are so that are predicted so
     * @param rows that are so
     */
    public record Line(String name, double precision, double recall, double f1, long rows) {}

    /** Counts the predictions of some rows. */
    public static ClassReport of(List<String> names, List<ScoredRow> rows) {
        int n = names.size();
        long[][] counts = new long[n][n];
        rows.forEach(r -> counts[r.actualClass()][r.predictedClass()]++);
        List<List<Long>> confusion = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        long right = 0;
        for (int c = 0; c < n; c++) {
            long actual = 0;
            long predicted = 0;
            List<Long> line = new ArrayList<>();
            for (int other = 0; other < n; other++) {
                actual += counts[c][other];
                predicted += counts[other][c];
                line.add(counts[c][other]);
            }
            confusion.add(List.copyOf(line));
            right += counts[c][c];
            double precision = share(counts[c][c], predicted);
            double recall = share(counts[c][c], actual);
            double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            lines.add(new Line(names.get(c), precision, recall, f1, actual));
        }
        return new ClassReport(names, List.copyOf(confusion), share(right, rows.size()), List.copyOf(lines));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}

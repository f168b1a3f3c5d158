package io.cuantovale.training.evaluate;

import io.cuantovale.training.data.FittedFact;
import io.cuantovale.training.data.Table;
import io.cuantovale.training.data.TargetValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code reference-profile.json}: what a model saw and said, for later comparison. Every distribution comes with the
 * number of rows behind it.
 *
 * @param features of the training rows
 * @param target of the training rows; null for plain classes
 * @param predictions on rows that the network was not trained on
 */
public record ReferenceProfile(
        int formatVersion,
        String task,
        String datasetVersion,
        List<FeatureProfile> features,
        @Nullable Quantiles target,
        Predictions predictions) {

    private static final int STEPS = 20;

    /**
     * Values at 0 %, 5 %, ... 100 % of {@code n} rows, and the same rows counted in bins.
     *
     * @param edges upper bounds, inclusive, of all bins but the last, which has none
     * @param counts rows per bin, one more than edges: counted, not derived, since many rows may share a value
     */
    public record Quantiles(
            long n, double mean, double deviation, List<Double> values, List<Double> edges, List<Long> counts) {
        /** Of rows in any order. */
        public static Quantiles of(double[] values) {
            List<Double> at = new ArrayList<>();
            for (int i = 0; i <= STEPS; i++) {
                at.add(Numbers.quantile(values, (double) i / STEPS));
            }
            double mean = Numbers.mean(values);
            double variance = Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(Double.NaN);
            List<Double> edges = new ArrayList<>();
            for (int i = 2; i < STEPS && values.length > 0; i += 2) {
                if (edges.isEmpty() || at.get(i) > edges.getLast()) {
                    edges.add(at.get(i));
                }
            }
            Long[] counts = new Long[edges.size() + 1];
            Arrays.fill(counts, 0L);
            for (double value : values) {
                counts[binOf(value, edges)]++;
            }
            return new Quantiles(values.length, mean, Math.sqrt(variance), at, edges, List.of(counts));
        }

        /** The bin that a value falls into. */
        public static int binOf(double value, List<Double> edges) {
            int bin = 0;
            while (bin < edges.size() && value > edges.get(bin)) {
                bin++;
            }
            return bin;
        }
    }

    /**
     * @param n rows with a value
     * @param missing rows without
     * @param quantiles of numbers, null for categories
     * @param counts rows by value; empty for numeric features
     */
    public record FeatureProfile(
            String name,
            String kind,
            long n,
            long missing,
            @Nullable Quantiles quantiles,
            Map<String, Long> counts) {}

    /**
     * @param classShares share of rows by most probable class
     * @param meanProbabilities by class
     * @param errors relative errors; null for plain classes
     * @param coverage of the interval; null without
     * @param embedding null without
     */
    public record Predictions(
            long n,
            List<Double> classShares,
            List<Double> meanProbabilities,
            @Nullable Quantiles estimate,
            @Nullable Quantiles errors,
            @Nullable Double coverage,
            Quantiles novelty,
            @Nullable Embedding embedding) {}

    /**
     * Statistics of the embeddings of {@code n} rows with photo.
     *
     * @param distance of a row's embedding from the mean, in deviations; null without rows
     */
    public record Embedding(
            long n,
            List<Double> mean,
            List<Double> deviation,
            @Nullable Quantiles distance) {

        /** Root mean square over the units of the deviation from the mean, in deviations. */
        public static double distance(float[] embedding, List<Double> mean, List<Double> deviation) {
            double sum = 0;
            for (int j = 0; j < embedding.length; j++) {
                double z = (embedding[j] - mean.get(j)) / Math.max(deviation.get(j), 1e-6);
                sum += z * z;
            }
            return Math.sqrt(sum / embedding.length);
        }
    }

    /**
     * @param scores of rows that the network was not trained on, in the order of {@code scored}
     */
    public static ReferenceProfile of(
            String task,
            String datasetVersion,
            List<FittedFact> facts,
            Table table,
            TargetValues target,
            int[] trainingRows,
            @Nullable String photoFeature,
            @Nullable String[] photo,
            RawScores scores,
            List<ScoredRow> scored) {
        List<FeatureProfile> features = new ArrayList<>();
        if (photoFeature != null) {
            long with =
                    Arrays.stream(trainingRows).filter(r -> photo[r] != null).count();
            features.add(new FeatureProfile(photoFeature, "photo", with, trainingRows.length - with, null, Map.of()));
        }
        facts.forEach(f -> features.add(feature(f, table, trainingRows)));
        double[] numbers = target.numbers().length == 0
                ? new double[0]
                : Arrays.stream(trainingRows)
                        .mapToDouble(r -> target.numbers()[r])
                        .toArray();
        return new ReferenceProfile(
                1,
                task,
                datasetVersion,
                List.copyOf(features),
                numbers.length == 0 ? null : Quantiles.of(numbers),
                predictions(scores, scored));
    }

    private static FeatureProfile feature(FittedFact fact, Table table, int[] rows) {
        String name = fact.feature().name();
        String kind = fact.feature().kind().id();
        Map<String, Long> counts = new TreeMap<>();
        if (fact.categorical()) {
            for (int row : rows) {
                String value = table.text(name, row);
                if (value != null) {
                    counts.merge(value, 1L, Long::sum);
                }
            }
            long n = counts.values().stream().mapToLong(Long::longValue).sum();
            return new FeatureProfile(name, kind, n, rows.length - n, null, counts);
        }
        double[] values = Arrays.stream(rows)
                .mapToDouble(r -> table.number(name, r))
                .filter(v -> !Double.isNaN(v))
                .toArray();
        if (kind.equals("integer")) {
            Arrays.stream(values).forEach(v -> counts.merge(Long.toString(Math.round(v)), 1L, Long::sum));
        }
        return new FeatureProfile(name, kind, values.length, rows.length - values.length, Quantiles.of(values), counts);
    }

    private static Predictions predictions(RawScores scores, List<ScoredRow> scored) {
        int classes = scores.probabilities().length == 0 ? 0 : scores.probabilities()[0].length;
        double[] shares = new double[classes];
        double[] means = new double[classes];
        double[] novelty = new double[scored.size()];
        for (int i = 0; i < scored.size(); i++) {
            shares[scored.get(i).predictedClass()] += 1.0 / scored.size();
            novelty[i] = scores.novelty()[i];
            for (int c = 0; c < classes; c++) {
                means[c] += scores.probabilities()[i][c] / scored.size();
            }
        }
        double[] errors = scored.stream()
                .map(ScoredRow::relativeError)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        List<Boolean> covered =
                scored.stream().map(ScoredRow::covered).filter(Objects::nonNull).toList();
        float[] estimates = scores.estimate();
        double[] estimate = new double[estimates == null ? 0 : estimates.length];
        for (int i = 0; i < estimate.length; i++) {
            estimate[i] = Objects.requireNonNull(estimates)[i];
        }
        return new Predictions(
                scored.size(),
                Arrays.stream(shares).boxed().toList(),
                Arrays.stream(means).boxed().toList(),
                estimate.length == 0 ? null : Quantiles.of(estimate),
                errors.length == 0 ? null : Quantiles.of(errors),
                covered.isEmpty()
                        ? null
                        : (double) covered.stream().filter(c -> c).count() / covered.size(),
                Quantiles.of(novelty),
                embedding(scores.embedding(), scored));
    }

    private static @Nullable Embedding embedding(float @Nullable [][] embeddings, List<ScoredRow> scored) {
        if (embeddings == null) {
            return null;
        }
        List<float[]> with = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            if (scored.get(i).photo()) {
                with.add(embeddings[i]);
            }
        }
        if (with.isEmpty()) {
            return new Embedding(0, List.of(), List.of(), null);
        }
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        for (int j = 0; j < with.getFirst().length; j++) {
            int at = j;
            Quantiles q = Quantiles.of(with.stream().mapToDouble(e -> e[at]).toArray());
            mean.add(q.mean());
            deviation.add(q.deviation());
        }
        double[] distances = with.stream()
                .mapToDouble(e -> Embedding.distance(e, mean, deviation))
                .toArray();
        return new Embedding(with.size(), mean, deviation, Quantiles.of(distances));
    }
}

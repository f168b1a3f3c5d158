package io.cuantovale.training.evaluate;

import ai.onnxruntime.OnnxTensor;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.training.data.DatasetFiles;
import io.cuantovale.training.data.DatasetReader;
import io.cuantovale.training.data.EncodedRows;
import io.cuantovale.training.data.PhotoCache;
import io.cuantovale.training.data.Table;
import io.cuantovale.training.data.TargetValues;
import io.cuantovale.training.task.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Scores rows with a packaged model through ONNX Runtime, as serving does. Not for several threads. */
public final class OnnxScorer implements AutoCloseable {
    private static final int BATCH = 32;

    private final OnnxModel model;
    private final ModelManifest manifest;
    private final @Nullable PhotoCache photos;
    private final GraphInputs inputs;
    private final int threads;

    private OnnxScorer(OnnxModel model, ModelManifest manifest, @Nullable PhotoCache photos, int threads) {
        this.model = model;
        this.manifest = manifest;
        this.photos = photos;
        this.threads = threads;
        this.inputs = new GraphInputs(model.environment(), manifest.features(), photos, BATCH);
    }

    /**
     * @param model {@code model.onnx}
     * @param manifest of the same package
     * @param threads of ONNX Runtime
     * @param photoCache folder of decoded photos
     * @throws IllegalArgumentException when the model was trained with another photo decoder
     */
    public static OnnxScorer open(Path model, ModelManifest manifest, int threads, Path photoCache) {
        ModelManifest.Feature photo = manifest.features().stream()
                .filter(f -> f.kind().equals("photo"))
                .findFirst()
                .orElse(null);
        if (photo != null && !PhotoDecoder.VERSION.equals(manifest.photoDecoder())) {
            throw new IllegalArgumentException("photo_decoder of " + manifest.task() + " " + manifest.version() + ": "
                    + manifest.photoDecoder() + " (expected: " + PhotoDecoder.VERSION + ")");
        }
        PhotoCache photos = photo == null
                ? null
                : new PhotoCache(
                        photoCache, Objects.requireNonNull(photo.height()), Objects.requireNonNull(photo.width()));
        return new OnnxScorer(new OnnxModel(model, threads), manifest, photos, threads);
    }

    /** All rows of one part (train, validation, calibration, test), in the dataset's order. */
    public List<ScoredRow> score(TaskSpec.Target target, DatasetFiles dataset, String part) {
        boolean bins = target.kind() == TaskSpec.TargetKind.BINS;
        List<String> numbers = new ArrayList<>(columns(Set.of("numeric", "integer")));
        List<String> texts = new ArrayList<>(columns(Set.of("categorical")));
        (bins ? numbers : texts).add(target.column());
        Table table = DatasetReader.read(dataset.parquet(), numbers, texts);
        TargetValues values = TargetValues.of(target, table);
        int[] rows = table.rows(part);
        Set<String> unusable = Set.of();
        if (photos != null) {
            Map<String, String> keys = EncodedRows.photoKeys(table);
            Set<String> wanted = new java.util.HashSet<>();
            for (int row : rows) {
                wanted.add(table.photoSha256()[row]);
            }
            keys.keySet().retainAll(wanted);
            BooleanSupplier never = () -> false;
            unusable = photos.fill(keys, dataset.photos(), threads, never).keySet();
        }
        Set<String> without = unusable;
        IntFunction<@Nullable String> photoOf = row -> {
            String sha = table.photoSha256()[row];
            return photos == null || sha == null || without.contains(sha) ? null : sha;
        };
        return scored(table, values, run(table, rows, photoOf, () -> false), photoOf);
    }

    /** A graph's outputs for some rows. */
    public RawScores run(Table table, int[] rows, IntFunction<@Nullable String> photoOf, BooleanSupplier cancelled) {
        float[][] probabilities = new float[rows.length][];
        float[] estimate = has("estimate") ? new float[rows.length] : null;
        float[][] interval = has("interval") ? new float[rows.length][] : null;
        float[][] embedding = has("embedding") ? new float[rows.length][] : null;
        float[] novelty = new float[rows.length];
        for (int from = 0; from < rows.length && !cancelled.getAsBoolean(); from += BATCH) {
            int[] batch = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BATCH));
            Map<String, OnnxTensor> tensors = inputs.of(table, batch, photoOf);
            try {
                Map<String, float[]> outputs = model.run(tensors);
                spread(outputs, "probabilities", probabilities, from, batch.length);
                spread(outputs, "interval", interval, from, batch.length);
                spread(outputs, "embedding", embedding, from, batch.length);
                if (estimate != null) {
                    System.arraycopy(output(outputs, "estimate"), 0, estimate, from, batch.length);
                }
                System.arraycopy(output(outputs, "novelty"), 0, novelty, from, batch.length);
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        }
        return new RawScores(rows, probabilities, estimate, interval, embedding, novelty);
    }

    /** Outputs joined with what is known of the rows. */
    public static List<ScoredRow> scored(
            Table table, TargetValues target, RawScores scores, IntFunction<@Nullable String> photoOf) {
        List<ScoredRow> rows = new ArrayList<>(scores.rows().length);
        for (int i = 0; i < scores.rows().length; i++) {
            int row = scores.rows()[i];
            boolean number = target.numbers().length > 0;
            rows.add(new ScoredRow(
                    table.listing().get(row),
                    table.group().get(row),
                    number ? (Double) target.numbers()[row] : null,
                    scores.estimate() == null ? null : (Double) (double) scores.estimate()[i],
                    scores.interval() == null ? null : (Double) (double) scores.interval()[i][0],
                    scores.interval() == null ? null : (Double) (double) scores.interval()[i][1],
                    target.classes()[row],
                    Numbers.argMax(scores.probabilities()[i]),
                    scores.probabilities()[i],
                    scores.novelty()[i],
                    photoOf.apply(row) != null));
        }
        return List.copyOf(rows);
    }

    @Override
    public void close() {
        model.close();
    }

    private List<String> columns(Set<String> kinds) {
        return manifest.features().stream()
                .filter(f -> kinds.contains(f.kind()))
                .map(ModelManifest.Feature::name)
                .toList();
    }

    private boolean has(String role) {
        return manifest.outputs().stream().anyMatch(o -> o.role().equals(role));
    }

    private float[] output(Map<String, float[]> outputs, String role) {
        String name = manifest.outputs().stream()
                .filter(o -> o.role().equals(role))
                .findFirst()
                .orElseThrow()
                .name();
        return Objects.requireNonNull(outputs.get(name));
    }

    private void spread(Map<String, float[]> outputs, String role, float @Nullable [][] into, int from, int count) {
        if (into == null) {
            return;
        }
        float[] all = output(outputs, role);
        int width = all.length / count;
        for (int i = 0; i < count; i++) {
            into[from + i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
    }
}

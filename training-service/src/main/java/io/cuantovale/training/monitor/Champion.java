package io.cuantovale.training.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.data.PhotoCache;
import io.cuantovale.training.data.PhotoSource;
import io.cuantovale.training.data.Table;
import io.cuantovale.training.evaluate.OnnxScorer;
import io.cuantovale.training.evaluate.RawScores;
import io.cuantovale.training.evaluate.ReferenceProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A champion as the monitor has it: its own ONNX Runtime session and the reference to compare with. */
final class Champion implements AutoCloseable {
    private final String version;
    private final ModelManifest manifest;
    private final String target;
    private final Reference reference;
    private final Comparison comparison;
    private final Map<Integer, Long> trainedTo;
    private final OnnxScorer scorer;
    private final @Nullable PhotoCache photos;
    private final int threads;

    /**
     * @param target column of the target
     * @param trainedTo next offset per partition of the cleaned topic that its dataset stands at
     * @param photos decoded photos of the feature's size; null for tasks without
     */
    Champion(
            ModelManifest manifest,
            String target,
            Reference reference,
            Comparison comparison,
            Map<Integer, Long> trainedTo,
            OnnxScorer scorer,
            @Nullable PhotoCache photos,
            int threads) {
        this.version = manifest.version();
        this.manifest = manifest;
        this.target = target;
        this.reference = reference;
        this.comparison = comparison;
        this.trainedTo = trainedTo;
        this.scorer = scorer;
        this.photos = photos;
        this.threads = threads;
    }

    String version() {
        return version;
    }

    Comparison comparison() {
        return comparison;
    }

    Reference reference() {
        return reference;
    }

    /** Whether the record at this place came after the champion's dataset: it has not been trained on. */
    boolean isNew(int partition, long offset) {
        return offset >= trainedTo.getOrDefault(partition, 0L);
    }

    /** Whether an event has the facts and the target of this task. */
    boolean fits(JsonNode event) {
        return event.hasNonNull(target)
                && manifest.features().stream()
                        .filter(f -> f.required() && !f.kind().equals("photo"))
                        .allMatch(f -> event.hasNonNull(f.name()));
    }

    /** Scores events, in their order. */
    synchronized List<Observation> score(List<JsonNode> events, PhotoSource source) {
        Map<String, double[]> numbers = new HashMap<>();
        Map<String, @Nullable String[]> texts = new HashMap<>();
        for (ModelManifest.Feature feature : manifest.features()) {
            switch (feature.kind()) {
                case "numeric", "integer" ->
                    numbers.put(
                            feature.name(),
                            events.stream()
                                    .mapToDouble(e -> e.hasNonNull(feature.name())
                                            ? e.get(feature.name()).asDouble()
                                            : Double.NaN)
                                    .toArray());
                case "categorical" ->
                    texts.put(
                            feature.name(),
                            events.stream()
                                    .map(e -> e.hasNonNull(feature.name())
                                            ? e.get(feature.name()).asText()
                                            : null)
                                    .toArray(String[]::new));
                default -> {
                    // The photo travels by reference and is fetched below.
                }
            }
        }
        @Nullable String[] keys = new String[events.size()];
        @Nullable String[] hashes = new String[events.size()];
        fetchPhotos(events, keys, hashes, source);
        List<String> none = Collections.nCopies(events.size(), "");
        Table table = new Table(none, none, none, keys, hashes, new long[events.size()], numbers, texts);
        int[] rows = IntStream.range(0, events.size()).toArray();
        RawScores scores = scorer.run(table, rows, row -> hashes[row], () -> false);
        List<Observation> observations = new ArrayList<>();
        for (int row : rows) {
            observations.add(observation(events.get(row), hashes[row] != null, scores, row));
        }
        return observations;
    }

    private void fetchPhotos(
            List<JsonNode> events, @Nullable String[] keys, @Nullable String[] hashes, PhotoSource source) {
        if (photos == null) {
            return;
        }
        Map<String, String> wanted = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            JsonNode photo = events.get(i).get("photo");
            if (photo != null && photo.hasNonNull("sha256")) {
                hashes[i] = photo.get("sha256").asText();
                keys[i] = photo.get("key").asText();
                wanted.put(Objects.requireNonNull(hashes[i]), Objects.requireNonNull(keys[i]));
            }
        }
        Set<String> unusable = photos.fill(wanted, source, threads, () -> false).keySet();
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != null && unusable.contains(hashes[i])) {
                hashes[i] = null;
            }
        }
    }

    private Observation observation(JsonNode event, boolean photo, RawScores scores, int row) {
        float[] probabilities = scores.probabilities()[row];
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        JsonNode actual = event.get(target);
        return new Observation(
                values(event, photo),
                actual != null && actual.isNumber() ? actual.asDouble() : null,
                scores.estimate() == null ? null : (Double) (double) scores.estimate()[row],
                scores.interval() == null ? null : (Double) (double) scores.interval()[row][0],
                scores.interval() == null ? null : (Double) (double) scores.interval()[row][1],
                best,
                (double) scores.novelty()[row],
                photo && scores.embedding() != null ? distance(scores.embedding()[row]) : null);
    }

    /** Facts by feature; a feature of kind photo is there or not. */
    Map<String, Object> values(JsonNode event, boolean photo) {
        Map<String, Object> values = new HashMap<>();
        for (ModelManifest.Feature feature : manifest.features()) {
            JsonNode value = event.get(feature.name());
            if (feature.kind().equals("photo")) {
                if (photo) {
                    values.put(feature.name(), "present");
                }
            } else if (value != null && !value.isNull()) {
                values.put(feature.name(), value.isNumber() ? (Object) value.asDouble() : value.asText());
            }
        }
        return values;
    }

    /** How far an embedding lies from the reference; null where the reference has none. */
    @Nullable
    Double distance(float[] embedding) {
        ReferenceProfile.Embedding usual = reference.embedding();
        return usual == null || usual.mean().size() != embedding.length
                ? null
                : ReferenceProfile.Embedding.distance(embedding, usual.mean(), usual.deviation());
    }

    @Override
    public synchronized void close() {
        scorer.close();
    }
}

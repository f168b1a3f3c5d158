package io.cuantovale.training.evaluate;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.data.DatasetException;
import io.cuantovale.training.data.PhotoCache;
import io.cuantovale.training.data.Table;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns dataset rows into a graph's raw inputs, as its manifest says. Not for several threads. */
final class GraphInputs {
    private final OrtEnvironment environment;
    private final List<ModelManifest.Feature> features;
    private final @Nullable PhotoCache photos;
    private final @Nullable ByteBuffer pixels;
    private final Map<String, Map<String, Integer>> vocabularies = new HashMap<>();

    GraphInputs(
            OrtEnvironment environment,
            List<ModelManifest.Feature> features,
            @Nullable PhotoCache photos,
            int mostRows) {
        this.environment = environment;
        this.features = features;
        this.photos = photos;
        this.pixels = photos == null ? null : ByteBuffer.allocateDirect(mostRows * photos.bytes());
        for (ModelManifest.Feature feature : features) {
            Map<String, Integer> index = new HashMap<>();
            for (int i = 0; i < feature.vocabulary().size(); i++) {
                index.put(feature.vocabulary().get(i), i);
            }
            vocabularies.put(feature.name(), index);
        }
    }

    /**
     * Tensors by input name; the caller closes them.
     *
     * @param photoOf SHA-256 of a row's photo, null for none
     */
    Map<String, OnnxTensor> of(Table table, int[] rows, IntFunction<@Nullable String> photoOf) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            for (ModelManifest.Feature feature : features) {
                switch (feature.kind()) {
                    case "photo" -> photo(inputs, feature, rows, photoOf);
                    case "numeric", "integer" -> number(inputs, feature, table, rows);
                    case "categorical" -> category(inputs, feature, table, rows);
                    default ->
                        throw new DatasetException("feature " + feature.name() + ": " + feature.kind()
                                + " (expected: photo, numeric, integer or categorical)");
                }
            }
            return inputs;
        } catch (OrtException e) {
            inputs.values().forEach(OnnxTensor::close);
            throw new IllegalStateException("cannot make input tensors", e);
        }
    }

    private void photo(
            Map<String, OnnxTensor> inputs,
            ModelManifest.Feature feature,
            int[] rows,
            IntFunction<@Nullable String> photoOf)
            throws OrtException {
        PhotoCache cache = Objects.requireNonNull(photos);
        ByteBuffer buffer = Objects.requireNonNull(pixels).clear();
        boolean[] present = new boolean[rows.length];
        byte[] none = new byte[cache.bytes()];
        for (int i = 0; i < rows.length; i++) {
            String sha = photoOf.apply(rows[i]);
            present[i] = sha != null;
            buffer.put(sha == null ? none : cache.pixels(sha));
        }
        long[] shape = {
            rows.length, Objects.requireNonNull(feature.height()), Objects.requireNonNull(feature.width()), 3
        };
        inputs.put(feature.tensor(), OnnxTensor.createTensor(environment, buffer.flip(), shape, OnnxJavaType.UINT8));
        presence(inputs, feature, present);
    }

    private void number(Map<String, OnnxTensor> inputs, ModelManifest.Feature feature, Table table, int[] rows)
            throws OrtException {
        boolean integer = feature.kind().equals("integer");
        FloatBuffer floats = FloatBuffer.allocate(rows.length);
        LongBuffer longs = LongBuffer.allocate(rows.length);
        boolean[] present = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double value = table.number(feature.name(), rows[i]);
            present[i] = !Double.isNaN(value);
            if (!present[i] && feature.required()) {
                throw new DatasetException(
                        feature.name() + " of " + table.listing().get(rows[i]) + ": missing (expected: a number)");
            }
            floats.put(present[i] ? (float) value : 0);
            longs.put(present[i] ? Math.round(value) : 0);
        }
        long[] shape = {rows.length};
        inputs.put(
                feature.tensor(),
                integer
                        ? OnnxTensor.createTensor(environment, longs.flip(), shape)
                        : OnnxTensor.createTensor(environment, floats.flip(), shape));
        presence(inputs, feature, present);
    }

    private void category(Map<String, OnnxTensor> inputs, ModelManifest.Feature feature, Table table, int[] rows)
            throws OrtException {
        LongBuffer ids = LongBuffer.allocate(rows.length);
        Map<String, Integer> index = Objects.requireNonNull(vocabularies.get(feature.name()));
        for (int row : rows) {
            String value = table.text(feature.name(), row);
            Integer found = value == null ? null : index.get(value);
            found = found == null ? feature.unknownIndex() : found;
            if (found == null) {
                throw new DatasetException(feature.name() + " of "
                        + table.listing().get(row) + ": " + value + " (expected: one of " + feature.vocabulary() + ")");
            }
            ids.put(found);
        }
        inputs.put(feature.tensor(), OnnxTensor.createTensor(environment, ids.flip(), new long[] {rows.length}));
    }

    private void presence(Map<String, OnnxTensor> inputs, ModelManifest.Feature feature, boolean[] present)
            throws OrtException {
        if (feature.presenceTensor() != null) {
            inputs.put(feature.presenceTensor(), OnnxTensor.createTensor(environment, present));
        }
    }
}

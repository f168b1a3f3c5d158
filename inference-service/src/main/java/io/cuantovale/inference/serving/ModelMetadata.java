package io.cuantovale.inference.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.inference.serving.binding.Binder.Parameter;
import io.cuantovale.inference.serving.model.LoadedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the protocol tells about a model.
 *
 * @param versions loaded ones, the described first
 * @param properties {@code model_version}, {@code classes} and {@code features} (JSON), {@code level} of the interval,
 *     {@code target} and {@code target_unit}, {@code dataset_version}, {@code run_id} and more; absent where the
 *     manifest says nothing
 */
public record ModelMetadata(
        String name,
        List<String> versions,
        String platform,
        List<Parameter> inputs,
        List<Parameter> outputs,
        Map<String, String> properties) {
    /** Triton's name for ONNX graphs in ONNX Runtime, which clients know. */
    static final String PLATFORM = "onnxruntime_onnx";

    static ModelMetadata of(
            String name, boolean tensorModel, LoadedModel model, List<String> versions, ObjectMapper mapper) {
        return new ModelMetadata(
                name,
                versions,
                PLATFORM,
                model.binder(tensorModel).parameters(),
                model.spec().outputs().stream()
                        .map(t -> new Parameter(t.name(), t.datatype(), t.shape(-1)))
                        .toList(),
                properties(model, mapper));
    }

    private static Map<String, String> properties(LoadedModel model, ObjectMapper mapper) {
        ModelManifest manifest = model.manifest();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("task", manifest.task());
        put(properties, "model_version", manifest.version());
        put(properties, "run_id", manifest.runId());
        put(properties, "dataset_version", manifest.datasetVersion());
        put(properties, "dataset_hash", manifest.datasetHash());
        put(properties, "code_commit", manifest.codeCommit());
        put(properties, "created_at", manifest.createdAt());
        put(properties, "network", manifest.network());
        put(properties, "photo_decoder", manifest.photoDecoder());
        put(properties, "device", model.device());
        if (manifest.target() != null) {
            put(properties, "target", manifest.target().name());
            put(properties, "target_unit", manifest.target().unit());
        }
        if (manifest.interval() != null) {
            put(properties, "level", manifest.interval().level());
        }
        properties.put("classes", json(mapper, manifest.classes()));
        properties.put("features", json(mapper, manifest.features()));
        properties.put("outputs", json(mapper, manifest.outputs()));
        if (manifest.metrics() != null) {
            properties.put("metrics", json(mapper, manifest.metrics()));
        }
        return properties;
    }

    private static void put(
            Map<String, String> properties, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            properties.put(name, value.toString());
        }
    }

    private static String json(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("manifest: cannot be written as JSON", e);
        }
    }
}

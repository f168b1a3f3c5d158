package io.cuantovale.gateway.predictions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.contracts.model.ModelManifest.ModelClass;
import io.cuantovale.contracts.model.ModelManifest.Tensor;
import io.cuantovale.kit.json.Json;
import io.cuantovale.oip.grpc.ModelMetadataResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a served model says about itself.
 *
 * @param features what callers give
 * @param classes columns of the probabilities
 * @param outputs tensors of the answer, each with its role
 * @param level nominal coverage of the interval, null without interval
 */
public record TaskModel(
        String task,
        String version,
        List<Feature> features,
        List<ModelClass> classes,
        List<Tensor> outputs,
        @Nullable Double level) {
    private static final String PHOTO = "photo";

    /**
     * Reads the properties that inference-service adds to the protocol's metadata.
     *
     * @throws IllegalArgumentException naming the property that is missing or unreadable
     */
    static TaskModel of(ModelMetadataResponse metadata) {
        String level = metadata.getPropertiesOrDefault("level", "");
        return new TaskModel(
                metadata.getName(),
                property(metadata, "model_version"),
                read(metadata, "features", new TypeReference<List<Feature>>() {}),
                read(metadata, "classes", new TypeReference<List<ModelClass>>() {}),
                read(metadata, "outputs", new TypeReference<List<Tensor>>() {}),
                level.isEmpty() ? null : Double.valueOf(level));
    }

    private static String property(ModelMetadataResponse metadata, String name) {
        String value = metadata.getPropertiesOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "metadata of " + metadata.getName() + ": " + name + " is missing (expected: set by the server)");
        }
        return value;
    }

    private static <T> T read(ModelMetadataResponse metadata, String name, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(property(metadata, name), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "metadata of " + metadata.getName() + ": " + name + " (expected: JSON): " + e.getOriginalMessage(),
                    e);
        }
    }

    /** The feature that takes the photo. */
    public Optional<Feature> photo() {
        return features.stream().filter(f -> f.kind().equals(PHOTO)).findFirst();
    }

    /** The feature of that name. */
    public Optional<Feature> feature(String name) {
        return features.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** The name of the output with a role. */
    public Optional<String> output(String role) {
        return outputs.stream()
                .filter(t -> role.equals(t.role()))
                .map(Tensor::name)
                .findFirst();
    }
}

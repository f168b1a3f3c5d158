package io.cuantovale.inference.serving.binding;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.inference.serving.protocol.InputTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The caller-facing model: features by name, mapped by the manifest of the version that answers. */
public final class FeatureBinder implements Binder {
    private final Map<String, FeatureReader> readers = new LinkedHashMap<>();
    private final int graphInputs;

    /** @throws UnsupportedContractException where features and graph inputs do not match */
    public FeatureBinder(ModelManifest manifest, GraphSpec graph) {
        graphInputs = graph.inputs().size();
        for (Feature feature : manifest.features()) {
            if (readers.put(feature.name(), reader(feature, graph)) != null) {
                throw new UnsupportedContractException("feature: " + feature.name() + " twice (expected: once)");
            }
        }
        List<Integer> filled =
                readers.values().stream().flatMap(r -> r.fills().stream()).toList();
        Set<Integer> distinct = Set.copyOf(filled);
        if (distinct.size() != filled.size() || distinct.size() != graphInputs) {
            String tensors =
                    filled.stream().map(i -> graph.inputs().get(i).name()).collect(Collectors.joining(", "));
            throw new UnsupportedContractException(
                    "features fill [" + tensors + "] (expected: each of the " + graphInputs + " graph inputs once)");
        }
    }

    private static FeatureReader reader(Feature feature, GraphSpec graph) {
        return switch (feature.kind()) {
            case "photo" -> new PhotoReader(feature, graph);
            case "numeric" -> new NumberReader(feature, graph, false);
            case "integer" -> new NumberReader(feature, graph, true);
            case "categorical" -> new CategoryReader(feature, graph);
            default ->
                throw new UnsupportedContractException("feature " + feature.name() + ": kind " + feature.kind()
                        + " (expected: photo, numeric, integer or categorical)");
        };
    }

    @Override
    public List<Parameter> parameters() {
        return readers.values().stream()
                .map(r -> new Parameter(r.feature.name(), r.datatype(), List.of(-1L)))
                .toList();
    }

    @Override
    public BoundRows bind(List<InputTensor> inputs) {
        Given given = Binder.given(inputs, readers.keySet());
        BoundRows.Input[] bound = new BoundRows.Input[graphInputs];
        readers.forEach((name, reader) -> reader.read(given.byName().get(name), given.rows(), bound));
        return new BoundRows(given.rows(), List.of(bound));
    }
}

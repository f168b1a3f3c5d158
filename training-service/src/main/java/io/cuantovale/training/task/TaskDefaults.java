package io.cuantovale.training.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Values of keys that a task file leaves out. */
final class TaskDefaults {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TaskDefaults() {}

    static ObjectNode fill(ObjectNode root) {
        set(root, "search", NODES.objectNode());
        set(root, "metrics", NODES.arrayNode());
        set(root, "limits", NODES.arrayNode());
        each(root.get("features"), feature -> {
            set(feature, "required", NODES.booleanNode(true));
            set(feature, "clamp_above_max", NODES.booleanNode(false));
            set(feature, "vocabulary", NODES.arrayNode());
        });
        if (root.get("target") instanceof ObjectNode target) {
            set(target, "scale", NODES.textNode("linear"));
            set(target, "level", NODES.numberNode(0.9));
            set(target, "estimate_output", NODES.textNode("estimate"));
            set(target, "interval_output", NODES.textNode("interval"));
        }
        each(root.get("networks"), network -> set(network, "encodings", NODES.objectNode()));
        each(root.get("search"), range -> {
            set(range, "scale", NODES.textNode("linear"));
            set(range, "values", NODES.arrayNode());
        });
        set(root, "training", NODES.objectNode());
        if (root.get("training") instanceof ObjectNode training) {
            training().forEach((key, value) -> set(training, key, value));
        }
        return root;
    }

    private static Map<String, JsonNode> training() {
        return Map.ofEntries(
                Map.entry("epochs", NODES.numberNode(20)),
                Map.entry("batch", NODES.numberNode(32)),
                Map.entry("facts_batch", NODES.numberNode(64)),
                Map.entry("learning_rate", NODES.numberNode(2e-3)),
                Map.entry("weight_decay", NODES.numberNode(1e-4)),
                Map.entry("schedule", NODES.textNode("one-cycle")),
                Map.entry("patience", NODES.numberNode(8)),
                Map.entry("label_smoothing", NODES.numberNode(0.0)),
                Map.entry("class_weights", NODES.textNode("none")),
                Map.entry("regression_weight", NODES.numberNode(1.0)),
                Map.entry("photo_dropout", NODES.numberNode(0.0)),
                Map.entry("augment", NODES.booleanNode(true)),
                Map.entry("seed", NODES.numberNode(42)),
                Map.entry("minimum_rows", NODES.numberNode(50)),
                Map.entry("minimum_photos", NODES.numberNode(50)));
    }

    private static void each(
            @org.jspecify.annotations.Nullable JsonNode parent, java.util.function.Consumer<ObjectNode> action) {
        if (parent != null) {
            parent.forEach(child -> {
                if (child instanceof ObjectNode object) {
                    action.accept(object);
                }
            });
        }
    }

    private static void set(ObjectNode node, String key, JsonNode value) {
        if (!node.has(key)) {
            node.set(key, value);
        }
    }
}

package io.cuantovale.gateway.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.contracts.model.ModelManifest.Feature;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of any task, by nothing but what its model says about its features. */
final class TaskFactsReader {
    private static final int NAMED_IN_MESSAGES = 12;

    private TaskFactsReader() {}

    static Item read(TaskModel model, JsonNode facts, byte @Nullable [] photo) {
        List<FieldProblem> wrong = new ArrayList<>();
        List<FieldProblem> outside = new ArrayList<>();
        Map<String, Object> inputs = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        facts.fieldNames().forEachRemaining(unknown::add);
        for (Feature feature : model.features()) {
            unknown.remove(feature.name());
            if (feature.kind().equals("photo")) {
                continue;
            }
            JsonNode value = facts.path(feature.name());
            if (value.isMissingNode() || value.isNull()) {
                if (feature.required()) {
                    outside.add(new FieldProblem(feature.name(), null, expected(feature)));
                }
            } else if (!isOfKind(feature, value)) {
                wrong.add(new FieldProblem(feature.name(), value, expected(feature)));
            } else if (!isWithinLimits(feature, value)) {
                outside.add(new FieldProblem(feature.name(), value, expected(feature)));
            } else {
                inputs.put(feature.name(), value(feature, value));
            }
        }
        unknown.remove("id");
        unknown.stream()
                .sorted()
                .forEach(name -> outside.add(new FieldProblem(
                        name,
                        facts.get(name),
                        "one of " + model.features().stream().map(Feature::name).toList())));
        if (!wrong.isEmpty()) {
            throw new ProblemException(Problems.malformed(wrong));
        }
        if (!outside.isEmpty()) {
            throw ProblemException.outsideLimits(outside);
        }
        return new Item(inputs, photo, List.of());
    }

    private static boolean isOfKind(Feature feature, JsonNode value) {
        return feature.kind().equals("categorical") ? value.isTextual() : value.isNumber();
    }

    private static boolean isWithinLimits(Feature feature, JsonNode value) {
        if (feature.kind().equals("categorical")) {
            return feature.unknownIndex() != null || feature.vocabulary().contains(value.textValue());
        }
        if (feature.kind().equals("integer") && !(value.canConvertToLong() && value.canConvertToExactIntegral())) {
            return false;
        }
        double number = value.doubleValue();
        boolean aboveMin = feature.min() == null || number >= feature.min();
        boolean belowMax = feature.max() == null || feature.clampAboveMax() || number <= feature.max();
        return Double.isFinite(number) && aboveMin && belowMax;
    }

    private static Object value(Feature feature, JsonNode value) {
        return switch (feature.kind()) {
            case "integer" -> value.longValue();
            case "numeric" -> value.doubleValue();
            default -> value.textValue();
        };
    }

    private static String expected(Feature feature) {
        if (feature.kind().equals("categorical")) {
            return feature.vocabulary().size() <= NAMED_IN_MESSAGES
                    ? "one of " + feature.vocabulary()
                    : "one of the model's " + feature.vocabulary().size() + " values";
        }
        String what = feature.kind().equals("integer") ? "a whole number" : "a number";
        String min = feature.min() == null ? "" : " from " + plain(feature.min());
        String max = feature.max() == null || feature.clampAboveMax() ? "" : " to " + plain(feature.max());
        return what + min + max;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

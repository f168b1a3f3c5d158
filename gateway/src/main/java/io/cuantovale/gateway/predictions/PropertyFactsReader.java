package io.cuantovale.gateway.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.domain.PropertyFacts;
import io.cuantovale.domain.cleaning.FactsResult;
import io.cuantovale.domain.cleaning.PropertyRules;
import io.cuantovale.domain.cleaning.RawFacts;
import io.cuantovale.domain.cleaning.Reason;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of a property, by the same rules that clean listings. */
@ApplicationScoped
public class PropertyFactsReader {
    /** The task whose facts have rules of their own. */
    public static final String TASK = "property-price";

    private static final String AREA_M2 = "area_m2";
    private static final List<String> COUNTS = List.of(RawFacts.ROOMS, RawFacts.BATHROOMS);
    private static final List<String> NAMES = List.of(RawFacts.BUILDING_TYPE, RawFacts.DEPARTMENT, RawFacts.LOCATION);

    private final PropertyRules rules;

    PropertyFactsReader(PropertyRules rules) {
        this.rules = rules;
    }

    /**
     * Facts as JSON: numbers, or text as portals write it ({@code Más de 3 baños}).
     *
     * @throws ProblemException 400 for values of the wrong kind, 422 for those outside the limits
     */
    Item read(TaskModel model, JsonNode facts, byte @Nullable [] photo) {
        checkKinds(facts);
        boolean words = facts.path(AREA_M2).isTextual()
                || COUNTS.stream().anyMatch(count -> facts.path(count).isTextual());
        FactsResult result = words ? rules.read(words(facts)) : typed(facts);
        return item(model, result, facts, photo);
    }

    /** Facts as raw text, as the earlier calls give them. */
    public Item read(TaskModel model, RawFacts raw, byte @Nullable [] photo) {
        return item(model, rules.read(raw), null, photo);
    }

    private FactsResult typed(JsonNode facts) {
        return rules.validate(
                facts.hasNonNull(AREA_M2) ? Double.valueOf(facts.get(AREA_M2).asDouble()) : null,
                count(facts, RawFacts.ROOMS),
                count(facts, RawFacts.BATHROOMS),
                text(facts, RawFacts.BUILDING_TYPE),
                text(facts, RawFacts.DEPARTMENT),
                text(facts, RawFacts.LOCATION));
    }

    private static @Nullable Integer count(JsonNode facts, String name) {
        return facts.hasNonNull(name) ? Integer.valueOf(facts.get(name).intValue()) : null;
    }

    private static @Nullable String text(JsonNode facts, String name) {
        return facts.hasNonNull(name) ? facts.get(name).asText() : null;
    }

    private static RawFacts words(JsonNode facts) {
        Map<String, String> words = new HashMap<>();
        if (facts.hasNonNull(AREA_M2)) {
            JsonNode area = facts.get(AREA_M2);
            // Two decimals: three would group thousands in words.
            words.put(
                    RawFacts.AREA,
                    area.isNumber() ? String.format(Locale.ROOT, "%.2f", area.asDouble()) : area.asText());
        }
        for (List<String> names : List.of(COUNTS, NAMES)) {
            names.forEach(name -> {
                if (facts.hasNonNull(name)) {
                    words.put(name, facts.get(name).asText());
                }
            });
        }
        return new RawFacts(words);
    }

    private static void checkKinds(JsonNode facts) {
        List<FieldProblem> wrong = new ArrayList<>();
        List<FieldProblem> broken = new ArrayList<>();
        kind(facts, AREA_M2, "a number of square metres", wrong);
        COUNTS.forEach(count -> {
            kind(facts, count, "a whole number", wrong);
            JsonNode value = facts.path(count);
            if (value.isNumber() && !(value.canConvertToInt() && value.canConvertToExactIntegral())) {
                broken.add(new FieldProblem(count, value, "a whole number"));
            }
        });
        NAMES.forEach(name -> kind(facts, name, "text", wrong));
        if (!wrong.isEmpty()) {
            throw new ProblemException(io.cuantovale.kit.problem.Problems.malformed(wrong));
        }
        if (!broken.isEmpty()) {
            throw ProblemException.outsideLimits(broken);
        }
    }

    private static void kind(JsonNode facts, String name, String expected, List<FieldProblem> wrong) {
        JsonNode value = facts.path(name);
        if (!(value.isMissingNode() || value.isNull() || value.isNumber() || value.isTextual())) {
            wrong.add(new FieldProblem(name, value, expected));
        }
    }

    private static Item item(TaskModel model, FactsResult result, @Nullable JsonNode given, byte @Nullable [] photo) {
        return switch (result) {
            case FactsResult.Valid(PropertyFacts facts, List<String> warnings) ->
                new Item(inputs(model, facts), photo, warnings);
            case FactsResult.Invalid(List<Reason> reasons) ->
                throw ProblemException.outsideLimits(
                        reasons.stream().map(reason -> problem(reason, given)).toList());
        };
    }

    private static FieldProblem problem(Reason reason, @Nullable JsonNode given) {
        String name = given != null && reason.field().equals(RawFacts.AREA) ? AREA_M2 : reason.field();
        Object value = given != null && given.hasNonNull(name) ? given.get(name) : reason.value();
        return new FieldProblem(name, value, reason.expected());
    }

    private static Map<String, Object> inputs(TaskModel model, PropertyFacts facts) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                AREA_M2,
                facts.areaM2(),
                RawFacts.ROOMS,
                (long) facts.rooms(),
                RawFacts.BATHROOMS,
                (long) facts.bathrooms(),
                RawFacts.BUILDING_TYPE,
                facts.buildingType().id(),
                RawFacts.LOCATION,
                facts.location()));
        inputs.keySet().removeIf(name -> model.feature(name).isEmpty());
        return inputs;
    }
}

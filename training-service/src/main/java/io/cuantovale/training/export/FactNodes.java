package io.cuantovale.training.export;

import static io.cuantovale.training.export.OnnxGraph.integer;

import io.cuantovale.training.data.FittedFact;
import io.cuantovale.training.task.TaskSpec.Kind;
import io.cuantovale.training.task.TaskSpec.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the encodings of the facts and the distance of each from the training rows. */
final class FactNodes {
    /** How much a step outside the training range counts, beside one of the same size within it. */
    private static final double OUTSIDE = 3;

    private final OnnxGraph graph;
    private final List<String> dense = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> distances = new ArrayList<>();

    FactNodes(OnnxGraph graph, List<FittedFact> facts) {
        this.graph = graph;
        facts.forEach(this::write);
    }

    /** Float [N,width] per fact that is not embedded, in order. */
    List<String> dense() {
        return dense;
    }

    /** Int64 [N] per embedded fact. */
    List<String> ids() {
        return ids;
    }

    /** Float [N,1] per fact: about 1 for typical rows. */
    List<String> distances() {
        return distances;
    }

    private void write(FittedFact fact) {
        String name = fact.feature().name();
        String type = fact.feature().kind() == Kind.NUMERIC ? "FP32" : "INT64";
        String input = graph.input(name, type, name);
        String present =
                fact.masked() ? graph.unsqueezed(graph.asFloat(graph.input(name + "_present", "BOOL", name)), 1) : null;
        if (fact.categorical()) {
            categorical(fact, input);
        } else {
            numeric(fact, input, present);
        }
    }

    private void categorical(FittedFact fact, String input) {
        int entries = fact.vocabulary().size();
        if (fact.embedded()) {
            ids.add(input);
        } else if (fact.encoding().transform() == Transform.ONE_HOT) {
            dense.add(graph.node("Gather", graph.floats(identity(entries), entries, entries), input));
        } else {
            String value = graph.unsqueezed(graph.asFloat(input), 1);
            dense.add(graph.node("Mul", value, graph.number(fact.factor())));
        }
        distances.add(graph.node("Gather", graph.floats(rarity(fact), entries, 1), input));
    }

    private void numeric(FittedFact fact, String input, @Nullable String present) {
        String value = graph.unsqueezed(fact.feature().kind() == Kind.NUMERIC ? input : graph.asFloat(input), 1);
        Double max = fact.feature().max();
        if (fact.feature().clampAboveMax() && max != null) {
            value = graph.node("Min", value, graph.number(max));
        }
        if (fact.logarithmic()) {
            value = graph.node("Log", graph.node("Add", value, graph.number(1)));
        }
        String encoded;
        if (fact.encoding().transform() == Transform.ONE_HOT) {
            int width = fact.valueWidth();
            String index = graph.node(
                    "Clip",
                    List.of(
                            graph.node("Sub", input, graph.integer(Math.round(fact.shift()))),
                            graph.integer(0),
                            graph.integer(width - 1L)));
            encoded = graph.node("Gather", graph.floats(identity(width), width, width), index);
        } else {
            encoded = graph.node(
                    "Mul", graph.node("Sub", value, graph.number(fact.shift())), graph.number(fact.factor()));
        }
        String distance = distance(fact, value);
        if (present != null) {
            encoded = graph.node("Where", List.of(isPresent(present), encoded, graph.number(0)));
            distance = graph.node("Where", List.of(isPresent(present), distance, graph.number(1)));
        }
        dense.add(encoded);
        if (present != null) {
            dense.add(present);
        }
        distances.add(distance);
    }

    private String isPresent(String present) {
        return graph.node("Greater", present, graph.number(0.5));
    }

    /** The square of the standardised value, to which a step outside the training range adds more. */
    private String distance(FittedFact fact, String value) {
        String standard =
                graph.node("Div", graph.node("Sub", value, graph.number(fact.mean())), graph.number(fact.deviation()));
        double low = (fact.low() - fact.mean()) / fact.deviation();
        double high = (fact.high() - fact.mean()) / fact.deviation();
        String above = graph.node("Relu", graph.node("Sub", standard, graph.number(high)));
        String below = graph.node("Relu", graph.node("Sub", graph.number(low), standard));
        String outside = graph.node("Mul", graph.node("Add", above, below), graph.number(OUTSIDE));
        String length = graph.node("Add", graph.node("Abs", standard), outside);
        return graph.node("Mul", length, length);
    }

    /** How rare each value is: surprise over the mean surprise, so 1 on average; values never seen count double. */
    private static float[] rarity(FittedFact fact) {
        long[] counts = Objects.requireNonNull(fact.counts());
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        double entropy = 0;
        for (long count : counts) {
            entropy -= count == 0 ? 0 : count / total * Math.log(count / total);
        }
        float[] rarity = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double surprise = -Math.log((counts[i] + 0.5) / (total + 1));
            rarity[i] = (float) (surprise / Math.max(entropy, 0.1) * (counts[i] == 0 ? 2 : 1));
        }
        return rarity;
    }

    private static float[] identity(int side) {
        float[] values = new float[side * side];
        for (int i = 0; i < side; i++) {
            values[i * side + i] = 1;
        }
        return values;
    }

    /** Concatenates columns; {@link OnnxGraph#node} with one operand would do as well but costs a copy. */
    static String joined(OnnxGraph graph, List<String> columns) {
        return columns.size() == 1 ? columns.getFirst() : graph.node("Concat", columns, integer("axis", 1));
    }
}

package io.cuantovale.training.export;

import static io.cuantovale.training.export.OnnxGraph.integer;
import static io.cuantovale.training.export.OnnxGraph.integers;

import ai.djl.nn.core.Linear;
import io.cuantovale.training.data.FittedFact;
import io.cuantovale.training.learn.BinMedian;
import io.cuantovale.training.learn.TargetScale;
import io.cuantovale.training.network.FusionNetwork;
import io.cuantovale.training.network.LookupTable;
import io.cuantovale.training.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trained network as an ONNX graph that takes raw inputs (pixels, facts, vocabulary indexes): everything after
 * photo decoding is inside.
 *
 * @param scale of the network's regression; null without
 * @param median of the bins, for networks without regression; null with it and for plain classes
 * @param embeddings what training rows say about the embedding; null for tasks without photo
 */
public record GraphWriter(
        TaskSpec task,
        FusionNetwork network,
        List<FittedFact> facts,
        @Nullable TargetScale scale,
        @Nullable BinMedian median,
        @Nullable EmbeddingStatistics embeddings) {

    /** Operator set of the graphs. */
    public static final int OPSET = OnnxGraph.OPSET;

    /** Name of the output of class probabilities. */
    public static final String PROBABILITIES = "probabilities";
    /** Name of the output of the photo's vector. */
    public static final String EMBEDDING = "embedding";
    /** Name of the output that says how unlike the training data a row is. */
    public static final String NOVELTY = "novelty";

    private static final double EMBEDDING_WEIGHT = 2;
    private static final int MOST_RANKS = 1000;

    /** The graph with the constants that calibration rows gave. */
    public Graph write(GraphConstants constants) {
        OnnxGraph graph = new OnnxGraph(task.task());
        TaskSpec.Feature photo = task.photo();
        String pixels = null;
        String present = null;
        if (photo != null) {
            pixels = graph.input(photo.name(), "UINT8", photo.name(), side(photo.height()), side(photo.width()), 3);
            present = graph.unsqueezed(graph.asFloat(graph.input(photo.name() + "_present", "BOOL", photo.name())), 1);
        }
        FactNodes inputs = new FactNodes(graph, facts);
        String dense = FactNodes.joined(graph, inputs.dense());
        List<String> joined = new ArrayList<>();
        String vector = null;
        if (network.photoBranch() != null && pixels != null && present != null) {
            vector = PhotoNodes.write(graph, network.photoBranch(), pixels, present);
        }
        joined.add(dense);
        for (int i = 0; i < network.tables().size(); i++) {
            joined.add(lookup(graph, network.tables().get(i), inputs.ids().get(i)));
        }
        String linear = null;
        if (network.wide() != null) {
            linear = linear(graph, network.wide(), dense);
            for (int i = 0; i < network.wideTables().size(); i++) {
                linear = graph.node(
                        "Add",
                        linear,
                        lookup(graph, network.wideTables().get(i), inputs.ids().get(i)));
            }
            joined.add(linear);
        }
        String x = FactNodes.joined(graph, joined);
        for (int i = 0; i < network.hiddenLayers().size(); i++) {
            x = linear(graph, network.hiddenLayers().get(i), x);
            if (i == 0 && network.photoLayer() != null && vector != null && present != null) {
                List<String> columns = network.shape().presence() ? List.of(vector, present) : List.of(vector);
                x = graph.node("Add", x, product(graph, network.photoLayer(), FactNodes.joined(graph, columns)));
            }
            x = graph.node("Relu", x);
        }
        String probabilities = graph.node("Softmax", linear(graph, network.classLayer(), x), integer("axis", 1));
        graph.output(
                PROBABILITIES,
                PROBABILITIES,
                probabilities,
                task.target().classes().size());
        if (scale != null && linear != null) {
            String number = graph.node("Add", linear, linear(graph, Objects.requireNonNull(network.head()), x));
            numbers(graph, scaled(graph, scale, number), scale.log(), constants);
        } else if (median != null) {
            numbers(graph, median(graph, median, probabilities), median.log(), constants);
        }
        String embedding = network.shape().embeddingFromHidden() || vector == null ? x : vector;
        if (embeddings != null) {
            graph.output(EMBEDDING, EMBEDDING, embedding, network.embeddingWidth());
        }
        novelty(graph, inputs.distances(), embedding, present, constants);
        return new Graph(graph.model(task.title()), graph.inputs(), graph.outputs());
    }

    /** The number on its own scale: held in range, standardisation undone. */
    private static String scaled(OnnxGraph graph, TargetScale scale, String number) {
        String held = graph.node("Clip", List.of(number, scalar(graph, scale.low()), scalar(graph, scale.high())));
        return graph.node("Add", graph.node("Mul", held, graph.number(scale.deviation())), graph.number(scale.mean()));
    }

    /** The interpolated median of the bins. */
    private static String median(OnnxGraph graph, BinMedian median, String probabilities) {
        int bins = median.edges().length - 1;
        float[] lower = new float[bins];
        float[] widths = new float[bins];
        float[] triangle = new float[bins * bins];
        for (int i = 0; i < bins; i++) {
            lower[i] = (float) median.edges()[i];
            widths[i] = (float) (median.edges()[i + 1] - median.edges()[i]);
            for (int j = i + 1; j < bins; j++) {
                triangle[i * bins + j] = 1;
            }
        }
        String before = graph.node("MatMul", probabilities, graph.floats(triangle, bins, bins));
        String missing = graph.node("Sub", graph.number(0.5), before);
        String divisor = graph.node("Max", probabilities, graph.number(BinMedian.LEAST));
        String share =
                graph.node("Clip", List.of(graph.node("Div", missing, divisor), scalar(graph, 0), scalar(graph, 1)));
        String value = graph.node(
                "Add", graph.node("Mul", share, graph.floats(widths, 1, bins)), graph.floats(lower, 1, bins));
        // The first bin that brings the sum of probabilities to one half.
        float[] falling = new float[bins];
        for (int i = 0; i < bins; i++) {
            falling[i] = bins - i;
        }
        String reached =
                graph.node("GreaterOrEqual", graph.node("Add", before, probabilities), graph.number(0.5 - 1e-7));
        String ranked = graph.node("Mul", graph.asFloat(reached), graph.floats(falling, 1, bins));
        String first = graph.node("ArgMax", ranked, integer("axis", 1), integer("keepdims", 1));
        return graph.node("GatherElements", List.of(value, first), integer("axis", 1));
    }

    /** Estimate and interval of a number that may be a logarithm, float [N,1]. */
    private void numbers(OnnxGraph graph, String value, boolean log, GraphConstants constants) {
        TaskSpec.Target target = task.target();
        String estimate = log ? graph.node("Exp", value) : value;
        graph.output(target.estimateOutput(), "estimate", graph.node("Squeeze", estimate, graph.longs(1)));
        if (constants.quantile() != null) {
            float q = constants.quantile().floatValue();
            String bounds = graph.node("Add", value, graph.floats(new float[] {-q, q}, 1, 2));
            graph.output(target.intervalOutput(), "interval", log ? graph.node("Exp", bounds) : bounds, 2);
        }
    }

    private void novelty(
            OnnxGraph graph,
            List<String> factDistances,
            String embedding,
            @Nullable String present,
            GraphConstants constants) {
        List<String> parts = new ArrayList<>(factDistances);
        if (embeddings != null) {
            int width = embeddings.mean().length;
            String z = graph.node(
                    "Div",
                    graph.node("Sub", embedding, graph.floats(embeddings.mean(), 1, width)),
                    graph.floats(embeddings.deviation(), 1, width));
            String mean =
                    graph.node("ReduceMean", graph.node("Mul", z, z), integers("axes", 1), integer("keepdims", 1));
            if (network.embedsPhoto() && present != null) {
                // Without photo there is nothing to be surprised at: the value of a typical photo.
                mean = graph.node(
                        "Where", List.of(graph.node("Greater", present, graph.number(0.5)), mean, graph.number(1)));
            }
            parts.add(graph.node("Mul", mean, graph.number(EMBEDDING_WEIGHT)));
        }
        String distance = parts.size() == 1 ? parts.getFirst() : graph.node("Sum", parts);
        float[] distances = constants.distances();
        if (distances == null) {
            graph.output(NOVELTY, NOVELTY, graph.node("Squeeze", distance, graph.longs(1)));
            return;
        }
        float[] ranks = thinned(distances);
        String less = graph.node("Less", graph.floats(ranks, 1, ranks.length), distance);
        String share = graph.node("ReduceMean", graph.asFloat(less), integers("axes", 1), integer("keepdims", 0));
        graph.output(NOVELTY, NOVELTY, share);
    }

    private static float[] thinned(float[] ascending) {
        if (ascending.length <= MOST_RANKS) {
            return ascending;
        }
        float[] thin = new float[MOST_RANKS];
        for (int i = 0; i < MOST_RANKS; i++) {
            thin[i] = ascending[(int) ((long) i * (ascending.length - 1) / (MOST_RANKS - 1))];
        }
        return thin;
    }

    private static String linear(OnnxGraph graph, Linear layer, String x) {
        var weight = layer.getParameters().get("weight").getArray();
        var bias = layer.getParameters().get("bias").getArray();
        // DJL keeps weights as [out, in].
        return graph.node(
                "Gemm",
                List.of(
                        x,
                        graph.floats(weight.toFloatArray(), weight.getShape().getShape()),
                        graph.floats(bias.toFloatArray(), bias.getShape().getShape())),
                integer("transB", 1));
    }

    /** A layer without bias. */
    private static String product(OnnxGraph graph, Linear layer, String x) {
        var weight = layer.getParameters().get("weight").getArray();
        String w = graph.floats(weight.toFloatArray(), weight.getShape().getShape());
        return graph.node("Gemm", List.of(x, w), integer("transB", 1));
    }

    private static String lookup(OnnxGraph graph, LookupTable table, String ids) {
        return graph.node(
                "Gather",
                graph.floats(
                        table.values().toFloatArray(), table.values().getShape().getShape()),
                ids);
    }

    private static String scalar(OnnxGraph graph, double value) {
        return graph.floats(new float[] {(float) value});
    }

    private static int side(@Nullable Integer pixels) {
        return Objects.requireNonNull(pixels);
    }
}

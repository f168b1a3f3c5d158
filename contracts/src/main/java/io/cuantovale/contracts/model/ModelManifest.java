package io.cuantovale.contracts.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json} of a model package: all that a reader needs besides {@code model.onnx}.
 *
 * @param formatVersion 1
 * @param photoDecoder version of the decoder that training used; null for tasks without photo. A server refuses one
 *     that it does not have
 * @param features how callers' values become the graph's inputs, in order
 * @param inputs of the graph
 * @param outputs of the graph, each with its role
 * @param classes names of the columns of the probabilities; for bins of a regression target with their bounds
 * @param metrics by part ({@code validation}, {@code test}), then by name
 * @param files SHA-256 by file name, of every other file in the package
 */
public record ModelManifest(
        int formatVersion,
        String task,
        String version,
        String runId,
        Instant createdAt,
        String network,
        long parameters,
        int opset,
        @Nullable String photoDecoder,
        List<Feature> features,
        List<Tensor> inputs,
        List<Tensor> outputs,
        List<ModelClass> classes,
        @Nullable Target target,
        @Nullable Interval interval,
        Map<String, Map<String, Double>> metrics,
        String datasetVersion,
        String datasetHash,
        String codeCommit,
        long seed,
        Map<String, String> files) {

    public static final int FORMAT_VERSION = 1;

    /**
     * A graph input or output.
     *
     * @param datatype Open Inference Protocol name: UINT8, BOOL, INT64, FP32
     * @param shape -1 for the batch
     * @param role for outputs: probabilities, estimate, interval, embedding, novelty; for inputs the feature's name
     */
    public record Tensor(String name, String datatype, List<Integer> shape, String role) {}

    /**
     * What a caller gives.
     *
     * @param kind photo, numeric (FP32), integer (INT64) or categorical (BYTES, looked up in the vocabulary)
     * @param tensor graph input that takes it
     * @param presenceTensor BOOL graph input that says whether it is there; null where it must always be
     * @param required whether a request without it is refused
     * @param min inclusive, null without bound; for integers values above max are taken as max where clamp says so
     * @param clampAboveMax counts above max mean "max or more"
     * @param vocabulary index to value; empty unless categorical
     * @param unknownIndex index for values outside the vocabulary; null where such values are refused
     * @param height pixels, photos only
     * @param width pixels, photos only
     */
    public record Feature(
            String name,
            String kind,
            String tensor,
            @Nullable String presenceTensor,
            boolean required,
            @Nullable Double min,
            @Nullable Double max,
            boolean clampAboveMax,
            List<String> vocabulary,
            @Nullable Integer unknownIndex,
            @Nullable Integer height,
            @Nullable Integer width) {}

    /** A class, or a bin (lower exclusive, upper inclusive, null for open ends) of the target. */
    public record ModelClass(
            String name, @Nullable Double lower, @Nullable Double upper) {}

    /** The regression target. */
    public record Target(String name, String unit) {}

    /**
     * Split-conformal interval on the log of the target.
     *
     * @param level nominal coverage, for example 0.9
     * @param n calibration rows
     * @param quantile of absolute log residuals
     */
    public record Interval(double level, int n, double quantile) {}
}

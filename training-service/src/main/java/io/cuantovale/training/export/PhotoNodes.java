package io.cuantovale.training.export;

import static io.cuantovale.training.export.OnnxGraph.integer;
import static io.cuantovale.training.export.OnnxGraph.integers;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.BatchNorm;
import io.cuantovale.training.network.PhotoBranch;
import java.util.List;

/** Writes the photo branch, its batch norms folded into the convolutions. */
final class PhotoNodes {
    private PhotoNodes() {}

    /**
     * @param pixels uint8 [N,H,W,3]
     * @param present float [N,1], 1 where there is a photo
     * @return float [N,E], zeros without photo
     */
    static String write(OnnxGraph graph, PhotoBranch branch, String pixels, String present) {
        String x = graph.node("Mul", graph.asFloat(pixels), graph.number(PhotoBranch.SCALE));
        x = graph.node("Add", x, graph.number(PhotoBranch.OFFSET));
        x = graph.node("Transpose", x, integers("perm", 0, 3, 1, 2));
        for (int i = 0; i < branch.convolutions().size(); i++) {
            x = graph.node("Relu", convolution(graph, branch, i, x));
        }
        x = branch.pooled()
                ? graph.node("ReduceMean", x, integers("axes", 2, 3), integer("keepdims", 0))
                : graph.node("Flatten", x, integer("axis", 1));
        return graph.node("Mul", x, present);
    }

    private static String convolution(OnnxGraph graph, PhotoBranch branch, int layer, String x) {
        NDArray kernel =
                branch.convolutions().get(layer).getParameters().get("weight").getArray();
        BatchNorm norm = branch.norms().get(layer);
        float[] gamma = values(norm, "gamma");
        float[] beta = values(norm, "beta");
        float[] mean = values(norm, "runningMean");
        float[] variance = values(norm, "runningVar");
        float[] weights = kernel.toFloatArray();
        float[] bias = new float[gamma.length];
        int perFilter = weights.length / gamma.length;
        for (int filter = 0; filter < gamma.length; filter++) {
            double factor = gamma[filter] / Math.sqrt((double) variance[filter] + PhotoBranch.EPSILON);
            bias[filter] = (float) (beta[filter] - mean[filter] * factor);
            for (int i = filter * perFilter; i < (filter + 1) * perFilter; i++) {
                weights[i] = (float) (weights[i] * factor);
            }
        }
        String w = graph.floats(weights, kernel.getShape().getShape());
        String b = graph.floats(bias, bias.length);
        int pad = PhotoBranch.PADDING;
        return graph.node(
                "Conv",
                List.of(x, w, b),
                integers("kernel_shape", PhotoBranch.KERNEL, PhotoBranch.KERNEL),
                integers("strides", PhotoBranch.STRIDE, PhotoBranch.STRIDE),
                integers("pads", pad, pad, pad, pad));
    }

    private static float[] values(BatchNorm norm, String parameter) {
        return norm.getParameters().get(parameter).getArray().toFloatArray();
    }
}

package io.cuantovale.training.gate;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuantovale.contracts.model.ModelManifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Times single predictions of a package by ONNX Runtime, with every input present. */
public final class LatencyProbe {
    private static final int WARM_UP = 5;

    private LatencyProbe() {}

    /**
     * The 95 % quantile of one prediction in milliseconds, batch size 1, two threads, without decoding a photo.
     *
     * @param probes how many are timed, after a short warm-up
     */
    public static double millis(Path model, ModelManifest manifest, int probes) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(2);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                return quantile(session, inputs(environment, manifest), probes);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("cannot time " + model + ": " + e.getMessage(), e);
        }
    }

    private static double quantile(OrtSession session, Map<String, OnnxTensor> inputs, int probes) throws OrtException {
        try {
            double[] millis = new double[probes];
            for (int i = -WARM_UP; i < probes; i++) {
                long start = System.nanoTime();
                session.run(inputs).close();
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
            Arrays.sort(millis);
            return millis[(int) Math.ceil(0.95 * probes) - 1];
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static Map<String, OnnxTensor> inputs(OrtEnvironment environment, ModelManifest manifest)
            throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (ModelManifest.Tensor tensor : manifest.inputs()) {
            long[] shape = tensor.shape().stream()
                    .mapToLong(size -> size < 0 ? 1 : size)
                    .toArray();
            OnnxJavaType type = switch (tensor.datatype()) {
                case "UINT8" -> OnnxJavaType.UINT8;
                case "BOOL" -> OnnxJavaType.BOOL;
                case "INT64" -> OnnxJavaType.INT64;
                case "FP32" -> OnnxJavaType.FLOAT;
                default ->
                    throw new IllegalArgumentException(
                            tensor.name() + ": " + tensor.datatype() + " (expected: UINT8, BOOL, INT64 or FP32)");
            };
            int bytes = (int) Arrays.stream(shape).reduce(type.size, (a, b) -> a * b);
            ByteBuffer values = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
            if (type == OnnxJavaType.BOOL) {
                for (int i = 0; i < bytes; i++) {
                    values.put(i, (byte) 1);
                }
            }
            inputs.put(tensor.name(), OnnxTensor.createTensor(environment, values, shape, type));
        }
        return inputs;
    }
}

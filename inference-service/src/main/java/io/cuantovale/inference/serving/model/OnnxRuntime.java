package io.cuantovale.inference.serving.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.model.RefusedPackageException.Reason;
import io.cuantovale.inference.serving.model.RuntimeSettings.Wanted;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** DJL's ONNX Runtime engine: loads graphs, on CUDA where it can. */
public final class OnnxRuntime {
    static final String ENGINE = "OnnxRuntime";
    private static final Logger LOG = Logger.getLogger(OnnxRuntime.class);

    private final RuntimeSettings settings;
    private @Nullable Device device;

    /** Loads nothing native yet: that takes seconds, and beans may be made on an event loop. */
    public OnnxRuntime(RuntimeSettings settings) {
        this.settings = settings;
    }

    /** Starts the engine and chooses the device, once; says which and why. */
    private synchronized Device device() {
        if (device == null) {
            if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                throw new IllegalStateException(
                        "byte order: " + ByteOrder.nativeOrder() + " (expected: little-endian)");
            }
            setDefault("ai.djl.offline", "true");
            // Nothing but ONNX Runtime computes here: DJL must not look for PyTorch to fill in missing operations.
            setDefault("ai.djl.onnx.disable_alternative", "true");
            setDefault("OPT_OUT_TRACKING", "true");
            Telemetry.disable();
            // DJL's engine must come before any OrtEnvironment: it sets the options of the one per process.
            device = choose(Engine.getEngine(ENGINE));
        }
        return device;
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private Device choose(Engine engine) {
        if (settings.wanted() == Wanted.CPU) {
            LOG.info("device: cpu, as configured");
            return Device.cpu();
        }
        if (engine.hasCapability(StandardCapabilities.CUDA)) {
            LOG.infof("device: cuda %d", settings.cudaDevice());
            return Device.gpu(settings.cudaDevice());
        }
        LOG.logf(
                settings.wanted() == Wanted.CUDA ? Logger.Level.WARN : Logger.Level.INFO,
                "device: cpu, because this build of ONNX Runtime cannot load CUDA (expected for cuda: the gpu build, a"
                        + " driver and the CUDA libraries)");
        return Device.cpu();
    }

    /**
     * Loads a verified package's graph.
     *
     * @throws RefusedPackageException for a graph that cannot be loaded or does not have the manifest's tensors
     */
    public OnnxGraph load(ModelPackage model, GraphSpec spec) throws RefusedPackageException {
        Device chosen = device();
        if (chosen.isGpu()) {
            try {
                return load(model, spec, chosen);
            } catch (RefusedPackageException e) {
                LOG.warnf(
                        "%s %s: cpu instead of cuda, because: %s",
                        model.manifest().task(), model.manifest().version(), e.getMessage());
            }
        }
        return load(model, spec, Device.cpu());
    }

    private OnnxGraph load(ModelPackage model, GraphSpec spec, Device where) throws RefusedPackageException {
        Model loaded = Model.newInstance(model.manifest().task(), where, ENGINE);
        try (OrtSession.SessionOptions options = options(where)) {
            loaded.load(model.folder(), ModelPackage.GRAPH, Map.of("sessionOptions", options));
            return new OnnxGraph(loaded, spec, where.isGpu() ? "cuda" : "cpu");
        } catch (MalformedModelException | OrtException | RuntimeException e) {
            loaded.close();
            Throwable cause = e instanceof MalformedModelException && e.getCause() != null ? e.getCause() : e;
            throw new RefusedPackageException(Reason.GRAPH, "model.onnx: " + cause.getMessage(), e);
        } catch (IOException e) {
            loaded.close();
            throw new RefusedPackageException(Reason.GRAPH, "model.onnx: cannot be read: " + e.getMessage(), e);
        }
    }

    private OrtSession.SessionOptions options(Device where) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(settings.intraOpThreads());
        options.setInterOpNumThreads(1);
        // Spinning threads take the processor from photo decoding.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        if (where.isGpu()) {
            // Memory patterns are kept per batch size: with changing sizes they only grow.
            options.setMemoryPatternOptimization(false);
        }
        return options;
    }
}

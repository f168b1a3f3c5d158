package io.cuantovale.inference.serving.model;

import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.inference.serving.batch.BatchSettings;
import io.cuantovale.inference.serving.batch.Batcher;
import io.cuantovale.inference.serving.batch.DecodePool;
import io.cuantovale.inference.serving.binding.FeatureBinder;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.binding.TensorBinder;
import io.cuantovale.inference.serving.binding.UnsupportedContractException;
import io.cuantovale.inference.serving.metrics.StageMetrics;
import io.cuantovale.inference.serving.model.RefusedPackageException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** From a promotion to a warm model. */
public final class ModelLoader {
    private final PackageFetcher fetcher;
    private final OnnxRuntime runtime;
    private final DecodePool decodePool;
    private final BatchSettings batching;
    private final MeterRegistry registry;
    private final Map<String, StageMetrics> metrics = new ConcurrentHashMap<>();

    public ModelLoader(
            PackageFetcher fetcher,
            OnnxRuntime runtime,
            DecodePool decodePool,
            BatchSettings batching,
            MeterRegistry registry) {
        this.fetcher = fetcher;
        this.runtime = runtime;
        this.decodePool = decodePool;
        this.batching = batching;
        this.registry = registry;
    }

    /** Stage metrics of a task, the same for all its versions. */
    public StageMetrics metrics(String task) {
        return metrics.computeIfAbsent(task, t -> new StageMetrics(registry, t));
    }

    /**
     * Fetches, verifies, loads and warms up.
     *
     * @throws RefusedPackageException for a package that must not be served
     * @throws io.cuantovale.store.StoreException when the store cannot be read now
     */
    public LoadedModel load(ModelPromoted promoted) throws RefusedPackageException {
        ModelPackage model = fetcher.fetch(promoted);
        try {
            return load(model);
        } catch (RefusedPackageException | RuntimeException e) {
            Folders.delete(model.folder());
            throw e;
        }
    }

    private LoadedModel load(ModelPackage model) throws RefusedPackageException {
        GraphSpec spec;
        FeatureBinder features;
        TensorBinder tensors;
        try {
            spec = GraphSpec.of(model.manifest());
            features = new FeatureBinder(model.manifest(), spec);
            tensors = new TensorBinder(model.manifest(), spec);
        } catch (UnsupportedContractException e) {
            throw new RefusedPackageException(Reason.CONTRACT, e.getMessage(), e);
        }
        OnnxGraph graph = runtime.load(model, spec);
        String task = model.manifest().task();
        Batcher batcher = new Batcher(task, graph, spec, batching, metrics(task));
        try {
            batcher.start().join();
        } catch (CompletionException e) {
            batcher.close();
            graph.close();
            throw new RefusedPackageException(
                    Reason.GRAPH, "model.onnx: warm-up failed: " + e.getCause().getMessage(), e);
        }
        warmUpDecoder(model.manifest());
        return new LoadedModel(model, spec, features, tensors, graph, batcher);
    }

    private void warmUpDecoder(ModelManifest manifest) {
        for (ModelManifest.Feature feature : manifest.features()) {
            if (feature.height() != null && feature.width() != null) {
                decodePool.warmUp(warmUpPhoto(), feature.height(), feature.width());
            }
        }
    }

    /** Removes the packages' folder; no model may be in use any more. */
    void close() {
        fetcher.close();
    }

    private static byte[] warmUpPhoto() {
        try (InputStream in = ModelLoader.class.getResourceAsStream("/warm-up.jpg")) {
            if (in == null) {
                throw new IllegalStateException("warm-up.jpg: missing (expected: in this application)");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

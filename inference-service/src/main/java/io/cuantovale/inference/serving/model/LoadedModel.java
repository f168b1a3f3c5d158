package io.cuantovale.inference.serving.model;

import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.inference.serving.batch.Batcher;
import io.cuantovale.inference.serving.binding.Binder;
import io.cuantovale.inference.serving.binding.FeatureBinder;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.binding.TensorBinder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * A version in memory, warm.
 *
 * <p>Counts who uses it: the slot that serves it holds one lease, each request one. It is closed when the last is
 * released, so a request that began on it ends on it.
 */
public final class LoadedModel {
    private static final Logger LOG = Logger.getLogger(LoadedModel.class);

    private final ModelPackage model;
    private final GraphSpec spec;
    private final FeatureBinder features;
    private final TensorBinder tensors;
    private final OnnxGraph graph;
    private final Batcher batcher;
    private final AtomicInteger leases = new AtomicInteger(1);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    LoadedModel(
            ModelPackage model,
            GraphSpec spec,
            FeatureBinder features,
            TensorBinder tensors,
            OnnxGraph graph,
            Batcher batcher) {
        this.model = model;
        this.spec = spec;
        this.features = features;
        this.tensors = tensors;
        this.graph = graph;
        this.batcher = batcher;
    }

    public ModelManifest manifest() {
        return model.manifest();
    }

    public String version() {
        return model.manifest().version();
    }

    String manifestSha256() {
        return model.manifestSha256();
    }

    public GraphSpec spec() {
        return spec;
    }

    /** How callers' tensors are read: features by name, or the graph as it stands. */
    public Binder binder(boolean tensorModel) {
        return tensorModel ? tensors : features;
    }

    public Batcher batcher() {
        return batcher;
    }

    /** {@code cpu} or {@code cuda}. */
    public String device() {
        return graph.device();
    }

    /** Takes a lease; false when the model is closed or closing. */
    boolean tryAcquire() {
        int before = leases.get();
        while (before > 0) {
            if (leases.compareAndSet(before, before + 1)) {
                return true;
            }
            before = leases.get();
        }
        return false;
    }

    /** Gives a lease back; the last one closes the model, on a thread of its own. */
    public void release() {
        if (leases.decrementAndGet() == 0) {
            // The last request's thread may be one of the batcher's workers, which close() waits for.
            Thread.ofVirtual().name("close-" + version()).start(this::close);
        }
    }

    /** Completes when the model is closed and its folder gone. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    private void close() {
        try {
            batcher.close();
            graph.close();
            LOG.infof("%s %s closed", manifest().task(), version());
        } finally {
            Folders.delete(model.folder());
            closed.complete(null);
        }
    }
}

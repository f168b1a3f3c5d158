package io.cuantovale.inference.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cuantovale.inference.serving.ModelDirectory.Found;
import io.cuantovale.inference.serving.batch.DecodePool;
import io.cuantovale.inference.serving.batch.Job;
import io.cuantovale.inference.serving.binding.BoundRows;
import io.cuantovale.inference.serving.metrics.StageMetrics.Stage;
import io.cuantovale.inference.serving.model.LoadedModel;
import io.cuantovale.inference.serving.model.ModelHost;
import io.cuantovale.inference.serving.model.ModelLoader;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.InferRequest;
import io.cuantovale.inference.serving.protocol.InferResponse;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import io.cuantovale.inference.serving.protocol.ServingException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers requests of both protocols. Never blocks: photos are decoded and graphs run on threads of their own. */
public final class InferenceServer {
    private final ModelLoader loader;
    private final DecodePool decodePool;
    private final ServerLimits limits;
    private final MeterRegistry registry;
    private final ObjectMapper mapper;
    private final ModelDirectory directory;
    private final RequestLog log;
    private final InFlight inFlight = new InFlight();
    private final Map<String, TaskServing> tasks = new ConcurrentHashMap<>();

    public InferenceServer(
            ModelHost host,
            ModelLoader loader,
            DecodePool decodePool,
            ServerLimits limits,
            MeterRegistry registry,
            ObjectMapper mapper) {
        this.loader = loader;
        this.decodePool = decodePool;
        this.limits = limits;
        this.registry = registry;
        this.mapper = mapper;
        this.directory = new ModelDirectory(host, limits.expectedTasks());
        this.log = new RequestLog(registry);
    }

    /**
     * Computes one request.
     *
     * @return completes with the answer or with a {@link ServingException}; cancel it when nobody waits any more
     */
    public CompletableFuture<InferResponse> infer(InferRequest request) {
        long start = System.nanoTime();
        if (!inFlight.enter()) {
            CompletableFuture<InferResponse> refused = CompletableFuture.failedFuture(
                    new ServingException(ErrorCode.STOPPING, "server: stopping (expected: another replica)"));
            return log.watch(request, null, start, refused);
        }
        Found found = null;
        LoadedModel model = null;
        try {
            found = directory.find(request.model());
            model = found.acquire(request.version());
            return log.watch(request, found, start, compute(request, found, model, start));
        } catch (RuntimeException e) {
            if (model != null) {
                model.release();
            }
            inFlight.leave();
            return log.watch(request, found, start, CompletableFuture.failedFuture(asServing(e)));
        }
    }

    /** From here on the lease and the place in flight are given back when the job ends. */
    private CompletableFuture<InferResponse> compute(InferRequest request, Found found, LoadedModel model, long start) {
        List<String> wanted = OutputSelection.check(request.outputs(), model.spec());
        BoundRows bound = model.binder(found.tensorModel()).bind(request.inputs());
        if (bound.rows() > limits.maxRequestRows()) {
            throw new ServingException(
                    ErrorCode.TOO_LARGE,
                    "rows: " + bound.rows() + " (expected: at most " + limits.maxRequestRows() + " in one request)");
        }
        TaskServing task =
                tasks.computeIfAbsent(found.task(), t -> TaskServing.open(t, limits, loader.metrics(t), registry));
        Long given = request.deadlineNanos();
        long deadline = given == null ? start + limits.defaultTimeoutNanos() : given;
        refuseHopeless(deadline, bound, model);
        long bytes = bound.bytes();
        Job job = new Job(bound, model.spec(), deadline);
        task.admission().enter(bound.rows(), bytes);
        CompletableFuture<InferResponse> answer = job.result().thenApply(outputs -> {
            long from = System.nanoTime();
            InferResponse response = answer(request, model, OutputSelection.of(outputs, wanted));
            task.rows().increment(bound.rows());
            task.stages().record(Stage.POSTPROCESS, System.nanoTime() - from);
            return response;
        });
        job.result().whenComplete((outputs, failure) -> {
            task.admission().leave(bound.rows(), bytes);
            model.release();
            inFlight.leave();
        });
        // The caller holds the answer: when it is cancelled, the work behind it stops too.
        answer.whenComplete((response, failure) -> {
            if (answer.isCancelled()) {
                job.result().cancel(false);
            }
        });
        decodePool.start(job, model.batcher(), task.stages());
        return answer;
    }

    private void refuseHopeless(long deadline, BoundRows bound, LoadedModel model) {
        double needed =
                decodePool.expectedNanos(bound.photos()) + model.batcher().expectedNanos(bound.rows());
        long left = deadline - System.nanoTime();
        if (left <= 0 || left < needed) {
            throw new ServingException(
                    ErrorCode.DEADLINE,
                    "deadline: " + left / 1_000_000 + " ms left (expected: at least " + Math.round(needed / 1e6)
                            + " ms, by the present load)");
        }
    }

    private static InferResponse answer(InferRequest request, LoadedModel model, List<OutputTensor> outputs) {
        return new InferResponse(request.model(), model.version(), request.id(), outputs, request.correlationId());
    }

    static ServingException asServing(Throwable e) {
        return e instanceof ServingException serving
                ? serving
                : new ServingException(ErrorCode.INTERNAL, "server: " + e, e);
    }

    /**
     * Describes a model.
     *
     * @throws ServingException UNKNOWN_MODEL, UNKNOWN_VERSION or NO_MODEL
     */
    public ModelMetadata metadata(String name, @Nullable String version) {
        Found found = directory.find(name);
        LoadedModel model = found.acquire(version);
        try {
            List<String> versions =
                    found.slot().loaded().stream().map(LoadedModel::version).toList();
            return ModelMetadata.of(name, found.tensorModel(), model, versions, mapper);
        } finally {
            model.release();
        }
    }

    /** Refuses new requests and waits for those under way; false when some were still running after the time. */
    public boolean drain(long nanos) {
        return inFlight.close(nanos);
    }
}

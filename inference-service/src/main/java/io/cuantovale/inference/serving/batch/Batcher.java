package io.cuantovale.inference.serving.batch;

import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.metrics.StageMetrics;
import io.cuantovale.inference.serving.metrics.StageMetrics.Stage;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs one graph over the rows of many requests at a time.
 *
 * <p>Workers are platform threads that live as long as the graph: on CUDA, ONNX Runtime's memory grows when calls hop
 * threads. When a batch fails, each request in it is computed alone, so that one bad request fails by itself.
 */
public final class Batcher implements AutoCloseable {
    private final String name;
    private final Graph graph;
    private final GraphSpec spec;
    private final BatchSettings settings;
    private final StageMetrics metrics;
    private final RowQueue queue = new RowQueue();
    private final MovingAverage rowTime = new MovingAverage();
    private final List<Thread> workers = new ArrayList<>();

    /** Opens the workers' buffers; no row is computed before {@link #start}. */
    public Batcher(String name, Graph graph, GraphSpec spec, BatchSettings settings, StageMetrics metrics) {
        this.name = name;
        this.graph = graph;
        this.spec = spec;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Starts the workers and warms each up with a batch of one and a full batch.
     *
     * @return completes when all are warm, or exceptionally with the {@link GraphException} that stopped one
     */
    public CompletableFuture<Void> start() {
        List<CompletableFuture<Void>> warm = new ArrayList<>();
        for (int i = 0; i < settings.workers(); i++) {
            CompletableFuture<Void> ready = new CompletableFuture<>();
            warm.add(ready);
            workers.add(
                    Thread.ofPlatform().daemon().name("infer-" + name + "-" + i).start(() -> work(ready)));
        }
        return CompletableFuture.allOf(warm.toArray(CompletableFuture[]::new));
    }

    void enqueue(Row row) {
        queue.add(row);
    }

    /** Nanoseconds until so many more rows would be computed, by recent experience. */
    public double expectedNanos(int rows) {
        double one = rowTime.nanos();
        return Math.max(one, one * (queue.size() + rows) / settings.workers());
    }

    private void work(CompletableFuture<Void> ready) {
        List<Row> batch = new ArrayList<>(settings.maxRows());
        try (BatchBuffers buffers = new BatchBuffers(spec, settings.maxRows())) {
            warmUp(buffers);
            ready.complete(null);
            while (true) {
                queue.take(batch, settings.maxRows(), settings.maxDelayNanos());
                if (batch.isEmpty()) {
                    return;
                }
                compute(batch, buffers);
                batch.clear();
            }
        } catch (GraphException | RuntimeException e) {
            ready.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ready.completeExceptionally(e);
        }
    }

    private void warmUp(BatchBuffers buffers) throws GraphException {
        for (int row = 0; row < settings.maxRows(); row++) {
            buffers.clear(row);
        }
        graph.run(1, buffers.first(1));
        graph.run(settings.maxRows(), buffers.first(settings.maxRows()));
        long start = System.nanoTime();
        graph.run(1, buffers.first(1));
        rowTime.add(System.nanoTime() - start);
    }

    private void compute(List<Row> batch, BatchBuffers buffers) {
        try {
            run(batch, buffers);
        } catch (GraphException | RuntimeException | Error e) {
            // Also errors: a worker that ended would leave its callers waiting.
            Map<Job, List<Row>> byJob = new LinkedHashMap<>();
            batch.forEach(
                    r -> byJob.computeIfAbsent(r.job(), j -> new ArrayList<>()).add(r));
            if (byJob.size() == 1) {
                fail(byJob.keySet().iterator().next(), e);
            } else {
                byJob.forEach((job, rows) -> computeAlone(job, rows, buffers));
            }
        }
    }

    private void computeAlone(Job job, List<Row> rows, BatchBuffers buffers) {
        try {
            run(rows, buffers);
        } catch (GraphException | RuntimeException | Error e) {
            fail(job, e);
        }
    }

    private static void fail(Job job, Throwable e) {
        job.fail(ErrorCode.INTERNAL, "graph: failed on these inputs: " + e.getMessage(), e);
    }

    private void run(List<Row> batch, BatchBuffers buffers) throws GraphException {
        long begin = System.nanoTime();
        for (int i = 0; i < batch.size(); i++) {
            Row row = batch.get(i);
            metrics.record(Stage.BATCH, begin - row.readyNanos());
            buffers.fill(i, row);
        }
        long start = System.nanoTime();
        List<ByteBuffer> outputs = graph.run(batch.size(), buffers.first(batch.size()));
        long took = System.nanoTime() - start;
        metrics.record(Stage.INFER, took);
        metrics.recordBatch(batch.size());
        rowTime.add((double) took / batch.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).job().rowDone(batch.get(i).index(), outputs, i);
        }
    }

    /** Ends the workers after what is queued; returns when they have ended. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

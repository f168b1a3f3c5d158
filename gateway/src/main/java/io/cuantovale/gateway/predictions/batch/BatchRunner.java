package io.cuantovale.gateway.predictions.batch;

import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.Item;
import io.cuantovale.gateway.predictions.Outcome;
import io.cuantovale.gateway.predictions.Predictor;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.kit.correlation.Correlation;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a batch into messages, has a bounded number of them predicted at once, and writes the lines in input order.
 * Input is read only as fast as answers are written, so a batch of any length takes the same memory.
 */
@ApplicationScoped
public class BatchRunner {
    private static final Logger LOG = Logger.getLogger(BatchRunner.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Predictor predictor;
    private final GatewayConfig config;

    BatchRunner(Predictor predictor, GatewayConfig config) {
        this.predictor = predictor;
        this.config = config;
    }

    /** Takes the lines of the answer. */
    @FunctionalInterface
    public interface LineSink {
        /** Writes lines that belong together; throws when nobody listens any more. */
        void write(List<BatchLine> lines) throws IOException;
    }

    /**
     * Runs a batch to its end on the calling (virtual) thread.
     *
     * @throws IOException when the lines can no longer be written; work under way is given up
     */
    public void run(TaskModel model, ItemSource source, LineSink sink) throws IOException {
        run(model, source, 0, sink);
    }

    /**
     * As above, for a batch whose first items were done earlier.
     *
     * @param first index of the source's first item
     */
    public void run(TaskModel model, ItemSource source, long first, LineSink sink) throws IOException {
        Progress progress = new Progress();
        progress.read = first;
        Queue<Future<List<BatchLine.OfItem>>> underWay = new ArrayDeque<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                BatchLine last = feed(model, source, sink, progress, underWay, executor);
                sink.write(List.of(last));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the gateway is stopping", e);
            } finally {
                underWay.forEach(future -> future.cancel(true));
            }
        }
    }

    private BatchLine feed(
            TaskModel model,
            ItemSource source,
            LineSink sink,
            Progress progress,
            Queue<Future<List<BatchLine.OfItem>>> underWay,
            ExecutorService executor)
            throws IOException, InterruptedException {
        ProblemException broken = null;
        boolean more = true;
        while (more) {
            List<BatchItem> chunk = new ArrayList<>();
            try {
                more = fill(source, chunk, progress.read);
            } catch (IOException e) {
                LOG.debug("A batch's input ended early", e);
                broken = ProblemException.malformed("the input ended before its end: " + e.getMessage());
                more = false;
            } catch (ProblemException e) {
                broken = e;
                more = false;
            }
            if (!chunk.isEmpty()) {
                long first = progress.read;
                progress.read += chunk.size();
                String correlation = Correlation.currentOrNew();
                Callable<List<BatchLine.OfItem>> work = () -> predict(model, chunk, first);
                underWay.add(executor.submit(() -> Correlation.with(correlation, work::call)));
            }
            while (!underWay.isEmpty()
                    && (!more || underWay.size() >= config.batch().concurrency())) {
                write(underWay.remove(), sink, progress);
            }
        }
        return broken == null
                ? new BatchLine.Done(
                        true, progress.read, progress.predicted, progress.read - progress.predicted, progress.versions)
                : new BatchLine.Broken(false, progress.read, broken.problem());
    }

    /** Reads items until a message is full; false at the end of the input. */
    private boolean fill(ItemSource source, List<BatchItem> chunk, long before) throws IOException {
        long bytes = 0;
        while (chunk.size() < config.batch().chunkItems()
                && bytes < config.batch().chunkBytes().asLongValue()) {
            BatchItem item = source.next();
            if (item == null) {
                return false;
            }
            if (before + chunk.size() >= config.limits().batchItems()) {
                throw new ProblemException(
                        Problems.tooLarge("items: more than " + config.limits().batchItems()
                                + " (expected: at most so many; send the" + " rest in another batch)"));
            }
            chunk.add(item);
            bytes += item.size();
        }
        return true;
    }

    private static void write(Future<List<BatchLine.OfItem>> done, LineSink sink, Progress progress)
            throws IOException, InterruptedException {
        try {
            List<BatchLine.OfItem> lines = done.get();
            for (BatchLine.OfItem line : lines) {
                if (line.prediction() != null) {
                    progress.predicted++;
                    progress.versions.add(line.prediction().modelVersion());
                }
            }
            sink.write(List.copyOf(lines));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of a batch failed", e.getCause());
        }
    }

    private List<BatchLine.OfItem> predict(TaskModel model, List<BatchItem> chunk, long first)
            throws InterruptedException {
        List<Item> items = new ArrayList<>();
        chunk.forEach(c -> {
            if (c.item() != null) {
                items.add(c.item());
            }
        });
        Iterator<Outcome> outcomes = items.isEmpty()
                ? List.<Outcome>of().iterator()
                : patiently(model, items).iterator();
        List<BatchLine.OfItem> lines = new ArrayList<>(chunk.size());
        for (BatchItem item : chunk) {
            long index = first + lines.size();
            Outcome outcome = item.refused() == null ? outcomes.next() : new Outcome.Refused(item.refused());
            lines.add(line(index, item.id(), outcome));
        }
        return lines;
    }

    private static BatchLine.OfItem line(long index, @Nullable String id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> new BatchLine.OfItem(index, id, answered.prediction(), null);
            case Outcome.Refused refused -> new BatchLine.OfItem(index, id, null, refused.problem());
        };
    }

    /** Waits for replicas that have too much to do or are away, but not for ever. */
    private List<Outcome> patiently(TaskModel model, List<Item> items) throws InterruptedException {
        Duration patience = config.batch().patience();
        long until = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            List<Outcome> outcomes =
                    predictor.predict(model, items, config.batch().deadline());
            boolean allPassing = outcomes.stream()
                    .allMatch(o -> o instanceof Outcome.Refused(ProblemException why) && why.retryAfter() != null);
            if (!allPassing || System.nanoTime() - until > 0) {
                return outcomes;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    /** Counts, used by the one thread that runs the batch. */
    private static final class Progress {
        private long read;
        private long predicted;
        private final TreeSet<String> versions = new TreeSet<>();
    }
}

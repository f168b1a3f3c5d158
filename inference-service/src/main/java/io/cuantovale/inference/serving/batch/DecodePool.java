package io.cuantovale.inference.serving.batch;

import io.cuantovale.inference.serving.binding.BoundRows;
import io.cuantovale.inference.serving.metrics.StageMetrics;
import io.cuantovale.inference.serving.metrics.StageMetrics.Stage;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.photo.UnreadablePhotoException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decodes photos off the event loop on a fixed number of threads, shared by all tasks.
 *
 * <p>A request holds at most so many places in the queue as there are threads and goes to its end after each photo, so
 * a request with one photo does not wait behind one with fifty.
 */
public final class DecodePool implements AutoCloseable {
    private final int threads;
    private final PhotoSource source;
    private final ExecutorService executor;
    private final AtomicInteger waiting = new AtomicInteger();
    private final MovingAverage photoTime = new MovingAverage();

    public DecodePool(int threads, PhotoSource source) {
        this.threads = threads;
        this.source = source;
        this.executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("decode-", 0).factory());
    }

    /** Sends a job's rows to the batcher, each as soon as its photos are decoded. */
    public void start(Job job, Batcher batcher, StageMetrics metrics) {
        waiting.addAndGet(job.photoRowCount());
        for (int row : job.rowsWithoutPhoto()) {
            batcher.enqueue(new Row(job, row, System.nanoTime()));
        }
        for (int i = 0; i < Math.min(threads, job.photoRowCount()); i++) {
            boolean first = i == 0;
            executor.execute(() -> {
                if (first) {
                    metrics.record(Stage.QUEUE, System.nanoTime() - job.createdNanos());
                }
                step(job, batcher, metrics);
            });
        }
    }

    /** Nanoseconds until so many more photos would be decoded, by recent experience. */
    public double expectedNanos(int photos) {
        if (photos == 0) {
            return 0;
        }
        double one = photoTime.nanos();
        return Math.max(one, one * (waiting.get() + photos) / threads);
    }

    /** Decodes one photo on the pool's threads and forgets it, so that the first caller does not pay for loading. */
    public void warmUp(byte[] encoded, int height, int width) {
        try {
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                source.decode(ByteBuffer.wrap(encoded), height, width);
                if (i == 2) {
                    photoTime.add(System.nanoTime() - start);
                }
            }
        } catch (UnreadablePhotoException e) {
            throw new IllegalStateException("the warm-up photo cannot be read: " + e.getMessage(), e);
        }
    }

    private void step(Job job, Batcher batcher, StageMetrics metrics) {
        boolean over = job.isOver(System.nanoTime());
        int row = job.takePhotoRow();
        while (over && row >= 0) {
            waiting.decrementAndGet();
            row = job.takePhotoRow();
        }
        if (row < 0) {
            return;
        }
        try {
            decode(job, row, metrics);
            waiting.decrementAndGet();
            if (job.photoRowDone()) {
                batcher.enqueue(new Row(job, row, System.nanoTime()));
            }
            executor.execute(() -> step(job, batcher, metrics));
        } catch (RuntimeException | Error e) {
            waiting.decrementAndGet();
            job.fail(ErrorCode.INTERNAL, "photo decoder: failed: " + e.getMessage(), e);
        }
    }

    private void decode(Job job, int row, StageMetrics metrics) {
        for (int input = 0; input < job.bound().inputs().size(); input++) {
            if (job.bound().inputs().get(input) instanceof BoundRows.Photos photos
                    && photos.encoded().get(row) instanceof ByteBuffer encoded) {
                long start = System.nanoTime();
                try {
                    job.pixels(input, row, source.decode(encoded, photos.height(), photos.width()));
                    long took = System.nanoTime() - start;
                    metrics.record(Stage.DECODE, took);
                    photoTime.add(took);
                } catch (UnreadablePhotoException e) {
                    job.unreadable(row, photos.feature(), e.code() + ", " + e.getMessage());
                }
            }
        }
    }

    /** Ends the threads; photos still waiting are dropped. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}

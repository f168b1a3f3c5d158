package io.cuantovale.inference.serving.batch;

import io.cuantovale.inference.serving.binding.BoundRows;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.binding.TensorSpec;
import io.cuantovale.inference.serving.protocol.ErrorCode;
import io.cuantovale.inference.serving.protocol.OutputTensor;
import io.cuantovale.inference.serving.protocol.ServingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One admitted request on its way: rows are decoded, batched with rows of other requests, and gathered again here.
 */
public final class Job {
    private static final int NAMED_IN_MESSAGES = 20;

    private final BoundRows bound;
    private final GraphSpec spec;
    private final @Nullable Long deadlineNanos;
    private final byte[][][] pixels;
    private final byte[][] outputs;
    private final int[] photoRows;
    private final AtomicInteger nextPhotoRow = new AtomicInteger();
    private final AtomicInteger photoRowsLeft;
    private final AtomicInteger rowsLeft;
    private final Map<Integer, String> unreadable = new ConcurrentSkipListMap<>();
    private final CompletableFuture<List<OutputTensor>> result = new CompletableFuture<>();
    private final long createdNanos = System.nanoTime();

    /** @param deadlineNanos {@link System#nanoTime()} after which no work is begun; null for none */
    public Job(BoundRows bound, GraphSpec spec, @Nullable Long deadlineNanos) {
        this.bound = bound;
        this.spec = spec;
        this.deadlineNanos = deadlineNanos;
        this.pixels = new byte[bound.inputs().size()][][];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = bound.inputs().get(i) instanceof BoundRows.Photos ? new byte[bound.rows()][] : new byte[0][];
        }
        this.outputs = spec.outputs().stream()
                .map(t -> new byte[Math.multiplyExact(bound.rows(), t.rowBytes())])
                .toArray(byte[][]::new);
        this.photoRows = rowsWithPhoto(bound);
        this.photoRowsLeft = new AtomicInteger(photoRows.length);
        this.rowsLeft = new AtomicInteger(bound.rows());
    }

    private static int[] rowsWithPhoto(BoundRows bound) {
        return java.util.stream.IntStream.range(0, bound.rows())
                .filter(row -> bound.inputs().stream()
                        .anyMatch(i ->
                                i instanceof BoundRows.Photos p && p.encoded().get(row) != null))
                .toArray();
    }

    /** Completes with the outputs, or exceptionally with a {@link ServingException}; cancel it to drop the work. */
    public CompletableFuture<List<OutputTensor>> result() {
        return result;
    }

    int photoRowCount() {
        return photoRows.length;
    }

    int[] rowsWithoutPhoto() {
        java.util.BitSet with = new java.util.BitSet();
        for (int row : photoRows) {
            with.set(row);
        }
        return java.util.stream.IntStream.range(0, bound.rows())
                .filter(row -> !with.get(row))
                .toArray();
    }

    /** The next row whose photos nobody decodes yet; -1 when there is none. */
    int takePhotoRow() {
        int next = nextPhotoRow.getAndIncrement();
        return next < photoRows.length ? photoRows[next] : -1;
    }

    long createdNanos() {
        return createdNanos;
    }

    BoundRows bound() {
        return bound;
    }

    /** Whether nobody waits any more, after failing the job where its deadline has passed. */
    boolean isOver(long nowNanos) {
        if (deadlineNanos != null && nowNanos - deadlineNanos >= 0) {
            fail(ErrorCode.DEADLINE, "deadline: passed while waiting (expected: time left to begin)", null);
        }
        return result.isDone();
    }

    void pixels(int input, int row, byte[] decoded) {
        pixels[input][row] = decoded;
    }

    byte @Nullable [] pixels(int input, int row) {
        return pixels[input][row];
    }

    void unreadable(int row, String feature, String reason) {
        unreadable.put(row, feature + "[" + row + "]: " + reason);
    }

    /**
     * A row's photos have been tried.
     *
     * @return whether the row may be computed: no photo of this request was unreadable so far
     */
    boolean photoRowDone() {
        if (photoRowsLeft.decrementAndGet() == 0 && !unreadable.isEmpty()) {
            String all = unreadable.values().stream().limit(NAMED_IN_MESSAGES).collect(Collectors.joining("; "));
            fail(ErrorCode.UNREADABLE_PHOTO, all + " (expected: a JPEG or PNG)", null);
        }
        return unreadable.isEmpty();
    }

    /** Takes one row of each output. */
    void rowDone(int row, List<ByteBuffer> batchOutputs, int batchRow) {
        for (int i = 0; i < outputs.length; i++) {
            int size = spec.outputs().get(i).rowBytes();
            batchOutputs.get(i).get(batchRow * size, outputs[i], row * size, size);
        }
        if (rowsLeft.decrementAndGet() == 0) {
            List<OutputTensor> tensors = new ArrayList<>(outputs.length);
            for (int i = 0; i < outputs.length; i++) {
                TensorSpec tensor = spec.outputs().get(i);
                ByteBuffer bytes =
                        ByteBuffer.wrap(outputs[i]).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
                tensors.add(new OutputTensor(tensor.name(), tensor.datatype(), tensor.shape(bound.rows()), bytes));
            }
            result.complete(tensors);
        }
    }

    void fail(ErrorCode code, String message, @Nullable Throwable cause) {
        result.completeExceptionally(new ServingException(code, message, cause));
    }
}

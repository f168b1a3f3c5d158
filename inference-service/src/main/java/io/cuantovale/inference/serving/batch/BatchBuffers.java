package io.cuantovale.inference.serving.batch;

import io.cuantovale.inference.serving.binding.BoundRows;
import io.cuantovale.inference.serving.binding.GraphSpec;
import io.cuantovale.inference.serving.binding.TensorSpec;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One worker's input buffers: native memory that stays where it is, so that ONNX Runtime reads it without a copy, and
 * that is freed when the worker ends, not when the collector comes by. Confined to the worker's thread.
 */
final class BatchBuffers implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final Arena arena = Arena.ofConfined();
    private final GraphSpec spec;
    private final List<ByteBuffer> buffers;
    private final byte[] zeros;

    BatchBuffers(GraphSpec spec, int maxRows) {
        this.spec = spec;
        this.buffers = spec.inputs().stream()
                .map(t -> arena.allocate(Math.multiplyExact((long) maxRows, t.rowBytes()), ALIGNMENT)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN))
                .toList();
        this.zeros = new byte
                [spec.inputs().stream().mapToInt(TensorSpec::rowBytes).max().orElse(0)];
    }

    /** Copies a request's row into a batch's row. */
    void fill(int batchRow, Row row) {
        for (int i = 0; i < buffers.size(); i++) {
            int size = spec.inputs().get(i).rowBytes();
            ByteBuffer target = buffers.get(i).clear();
            switch (row.job().bound().inputs().get(i)) {
                case BoundRows.Packed p -> target.put(batchRow * size, p.bytes(), row.index() * size, size);
                case BoundRows.Photos p -> {
                    byte[] pixels = row.job().pixels(i, row.index());
                    target.put(batchRow * size, pixels == null ? zeros : pixels, 0, size);
                }
            }
        }
    }

    /** Sets a batch's row to zero: no photo, first category. */
    void clear(int batchRow) {
        for (int i = 0; i < buffers.size(); i++) {
            int size = spec.inputs().get(i).rowBytes();
            buffers.get(i).clear().put(batchRow * size, zeros, 0, size);
        }
    }

    /** The first rows of every input. */
    List<ByteBuffer> first(int rows) {
        for (int i = 0; i < buffers.size(); i++) {
            buffers.get(i).clear().limit(rows * spec.inputs().get(i).rowBytes());
        }
        return buffers;
    }

    @Override
    public void close() {
        arena.close();
    }
}

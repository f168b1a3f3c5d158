package io.cuantovale.inference.serving.batch;

import java.nio.ByteBuffer;
import java.util.List;

/** A loaded network. */
public interface Graph extends AutoCloseable {

    /**
     * Computes a batch; safe for concurrent use.
     *
     * @param rows at least 1
     * @param inputs direct, little-endian, from 0 to limit, in the order of the graph's specification
     * @return one buffer per output, in the same order, little-endian
     * @throws GraphException when the network refuses these inputs or breaks
     */
    List<ByteBuffer> run(int rows, List<ByteBuffer> inputs) throws GraphException;

    /** Frees native memory; nothing may be running. */
    @Override
    void close();
}

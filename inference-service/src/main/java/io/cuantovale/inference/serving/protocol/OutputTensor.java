package io.cuantovale.inference.serving.protocol;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor of an answer.
 *
 * @param shape outermost dimension first
 * @param bytes row major, little-endian, from index 0 to limit; not to be written
 */
public record OutputTensor(String name, Datatype datatype, List<Long> shape, ByteBuffer bytes) {
    public OutputTensor {
        shape = List.copyOf(shape);
    }

    public int elements() {
        return bytes.limit() / datatype.size();
    }
}

package io.cuantovale.inference.serving.protocol;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as a caller gave it; the number of its elements equals the product of its shape.
 *
 * @param shape outermost dimension first
 * @param encoding how it came over the wire
 */
public record InputTensor(String name, Datatype datatype, List<Long> shape, Content content, Encoding encoding) {

    /** How elements travelled. */
    public enum Encoding {
        /** Raw bytes: gRPC {@code raw_input_contents} or the binary tensor extension of REST. */
        BINARY,
        /** Typed gRPC contents. */
        TYPED,
        /** Numbers or strings in JSON. */
        JSON
    }

    /** The elements. */
    public sealed interface Content permits Packed, Elements {}

    /**
     * Numbers or booleans, row major, little-endian.
     *
     * @param bytes from index 0 to limit; never written
     */
    public record Packed(ByteBuffer bytes) implements Content {}

    /** Elements of {@link Datatype#BYTES}; never written. */
    public record Elements(List<ByteBuffer> values) implements Content {}

    public InputTensor {
        shape = List.copyOf(shape);
        long expected = elements(name, shape);
        long found = switch (content) {
            case Packed p
            when datatype != Datatype.BYTES && p.bytes().limit() % datatype.size() == 0 ->
                p.bytes().limit() / datatype.size();
            case Packed p ->
                throw ServingException.badInput(name + ": " + p.bytes().limit() + " bytes (expected: " + expected + " "
                        + datatype + " values)");
            case Elements e -> e.values().size();
        };
        if (found != expected) {
            throw ServingException.badInput(
                    name + ": " + found + " values (expected: " + expected + " for shape " + shape + ")");
        }
    }

    /** Rows: the first dimension; 1 for a scalar. */
    public int rows() {
        return shape.isEmpty() ? 1 : Math.toIntExact(shape.getFirst());
    }

    /** Whether each row holds one value: [N] or [N,1]. */
    public boolean isColumn() {
        return shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
    }

    /** The product of a shape. */
    public static long elements(String name, List<Long> shape) {
        long product = 1;
        for (long dimension : shape) {
            if (dimension < 0 || dimension > Integer.MAX_VALUE) {
                throw ServingException.badInput(name + ": shape " + shape + " (expected: dimensions from 0 to 2^31-1)");
            }
            product *= dimension;
            if (product > Integer.MAX_VALUE) {
                throw ServingException.badInput(name + ": shape " + shape + " (expected: at most 2^31-1 elements)");
            }
        }
        return product;
    }
}

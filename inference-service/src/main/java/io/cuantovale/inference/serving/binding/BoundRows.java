package io.cuantovale.inference.serving.binding;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's rows as the graph wants them, except that photos are still encoded.
 *
 * @param inputs one per graph input, in its order
 */
public record BoundRows(int rows, List<Input> inputs) {

    /** What fills one graph input. */
    public sealed interface Input permits Packed, Photos {}

    /** Rows of numbers, ready to be copied. */
    public record Packed(ByteBuffer bytes) implements Input {}

    /**
     * Photos still to be decoded.
     *
     * @param feature the caller's name for it, for messages
     * @param encoded one per row, null where there is none
     */
    public record Photos(String feature, List<@Nullable ByteBuffer> encoded, int height, int width) implements Input {
        public Photos {
            encoded = Collections.unmodifiableList(encoded);
        }
    }

    public BoundRows {
        inputs = List.copyOf(inputs);
    }

    /** Photos to be decoded. */
    public int photos() {
        int count = 0;
        for (Input input : inputs) {
            if (input instanceof Photos p) {
                count += (int) p.encoded().stream().filter(e -> e != null).count();
            }
        }
        return count;
    }

    /** Memory that the request holds while it waits: what it brought and the pixels it will become. */
    public long bytes() {
        long bytes = 0;
        for (Input input : inputs) {
            switch (input) {
                case Packed p -> bytes += p.bytes().limit();
                case Photos p -> {
                    for (ByteBuffer encoded : p.encoded()) {
                        bytes += encoded == null ? 0 : encoded.remaining() + 3L * p.height() * p.width();
                    }
                }
            }
        }
        return bytes;
    }
}

package io.cuantovale.inference.serving.protocol;

import java.util.Arrays;

/** Element types of the Open Inference Protocol that this server reads and writes; numbers are little-endian. */
public enum Datatype {
    BOOL(1),
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    UINT64(8),
    INT64(8),
    FP32(4),
    FP64(8),
    /** Elements of any length. */
    BYTES(0);

    private final int size;

    Datatype(int size) {
        this.size = size;
    }

    /** Bytes of one element; 0 for {@link #BYTES}. */
    public int size() {
        return size;
    }

    public boolean isFloating() {
        return this == FP32 || this == FP64;
    }

    /** Whole numbers of any width; not BOOL. */
    public boolean isInteger() {
        return !isFloating() && this != BOOL && this != BYTES;
    }

    /**
     * The type of that name.
     *
     * @throws ServingException BAD_INPUT for a name that is not among ours
     */
    public static Datatype of(String tensor, String name) {
        return Arrays.stream(values())
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ServingException.badInput(
                        tensor + ": datatype " + name + " (expected: one of " + Arrays.toString(values()) + ")"));
    }
}

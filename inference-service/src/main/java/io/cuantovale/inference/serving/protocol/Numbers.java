package io.cuantovale.inference.serving.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and writes single elements of packed little-endian tensors. */
public final class Numbers {
    private Numbers() {}

    /** A zeroed buffer for so many elements, little-endian. */
    public static ByteBuffer allocate(Datatype type, int elements) {
        return ByteBuffer.allocate(Math.multiplyExact(type.size(), elements)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An element as a double; BOOL is 0 or 1. UINT64 and INT64 lose precision above 2^53. */
    public static double readDouble(Datatype type, ByteBuffer bytes, int index) {
        return switch (type) {
            case FP32 -> bytes.getFloat(index * 4);
            case FP64 -> bytes.getDouble(index * 8);
            default -> readLong(type, bytes, index);
        };
    }

    /** An element of an integer type or BOOL. */
    public static long readLong(Datatype type, ByteBuffer bytes, int index) {
        return switch (type) {
            case BOOL, INT8 -> bytes.get(index);
            case UINT8 -> Byte.toUnsignedLong(bytes.get(index));
            case INT16 -> bytes.getShort(index * 2);
            case UINT16 -> Short.toUnsignedLong(bytes.getShort(index * 2));
            case INT32 -> bytes.getInt(index * 4);
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(index * 4));
            case INT64, UINT64 -> bytes.getLong(index * 8);
            case FP32, FP64, BYTES -> throw new IllegalArgumentException("type: " + type + " (expected: an integer)");
        };
    }

    /** Writes a number, narrowed to the type. */
    public static void write(Datatype type, ByteBuffer bytes, int index, double value) {
        switch (type) {
            case FP32 -> bytes.putFloat(index * 4, (float) value);
            case FP64 -> bytes.putDouble(index * 8, value);
            default -> write(type, bytes, index, (long) value);
        }
    }

    /** Writes a whole number, narrowed to the type. */
    public static void write(Datatype type, ByteBuffer bytes, int index, long value) {
        switch (type) {
            case BOOL, INT8, UINT8 -> bytes.put(index, (byte) value);
            case INT16, UINT16 -> bytes.putShort(index * 2, (short) value);
            case INT32, UINT32 -> bytes.putInt(index * 4, (int) value);
            case INT64, UINT64 -> bytes.putLong(index * 8, value);
            case FP32 -> bytes.putFloat(index * 4, value);
            case FP64 -> bytes.putDouble(index * 8, value);
            case BYTES -> throw new IllegalArgumentException("type: BYTES (expected: a number)");
        }
    }
}

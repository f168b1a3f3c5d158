package io.cuantovale.inference.serving.model;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Switches ONNX Runtime's telemetry off before its library starts.
 *
 * <p>Since 1.29 it is on by default on Linux. It reports to its makers, which an operator has not agreed to, and it
 * kills the process without a word where there is no shell (onnxruntime issue 32173) or where the command line is
 * longer than about 4 000 bytes. Only an environment variable stops it, and Java cannot set one; the C library can.
 */
final class Telemetry {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    /** Sets the variable in this process, for native code that looks later. */
    static void disable() {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(VARIABLE);
            MemorySegment value = arena.allocateFrom("1");
            int result = (int) setenv.invokeExact(name, value, 1);
            if (result != 0) {
                throw new IllegalStateException(VARIABLE + ": cannot be set (expected: memory for it)");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(VARIABLE + ": cannot be set", e);
        }
    }
}

package io.cuantovale.inference.serving.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param model a task's name, or a task's name with {@code -tensor}
 * @param version null or empty for the champion
 * @param id the caller's own id, returned as it came; may be empty
 * @param outputs names of the outputs wanted; empty for all
 * @param deadlineNanos {@link System#nanoTime()} after which nobody waits for the answer; null for none
 * @param protocol {@code grpc} or {@code rest}, for metrics
 */
public record InferRequest(
        String model,
        @Nullable String version,
        String id,
        List<InputTensor> inputs,
        List<String> outputs,
        @Nullable Long deadlineNanos,
        String correlationId,
        String protocol) {
    public InferRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}

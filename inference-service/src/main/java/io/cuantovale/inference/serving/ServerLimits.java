package io.cuantovale.inference.serving;

import java.util.Set;

/**
 * What one request and one task may take.
 *
 * @param queueRows rows of one task admitted and not yet answered
 * @param queueBytes memory of those rows
 * @param maxRequestRows rows of one request
 * @param defaultTimeoutNanos deadline of requests that bring none
 * @param expectedTasks tasks that answer no-model, not unknown, before their first promotion
 */
public record ServerLimits(
        int queueRows, long queueBytes, int maxRequestRows, long defaultTimeoutNanos, Set<String> expectedTasks) {
    public ServerLimits {
        expectedTasks = Set.copyOf(expectedTasks);
    }
}

package io.cuantovale.inference.serving.batch;

/**
 * How rows are brought together.
 *
 * @param maxRows most rows in one run of the graph
 * @param maxDelayNanos how long an incomplete batch waits for more rows; 0 to run at once what is there
 * @param workers threads that run the graph, each with its own pinned input buffers
 */
public record BatchSettings(int maxRows, long maxDelayNanos, int workers) {
    public BatchSettings {
        require("maxRows", maxRows, 1);
        require("maxDelayNanos", maxDelayNanos, 0);
        require("workers", workers, 1);
    }

    private static void require(String name, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + min + ")");
        }
    }
}

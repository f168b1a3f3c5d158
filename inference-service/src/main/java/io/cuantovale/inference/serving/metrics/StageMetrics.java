package io.cuantovale.inference.serving.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the time of one task's requests goes: {@code cuantovale_inference_stage_seconds} by stage. */
public final class StageMetrics {

    /** What a request passes through, in order. */
    public enum Stage {
        /** From admission until its first photo is being decoded; per request with photos. */
        QUEUE("queue"),
        /** Decoding one photo. */
        DECODE("decode"),
        /** From a row being complete until its batch begins; per row. */
        BATCH("batch"),
        /** One run of the graph; per batch. */
        INFER("infer"),
        /** From the last run until the answer is assembled; per request. */
        POSTPROCESS("postprocess");

        private final String tag;

        Stage(String tag) {
            this.tag = tag;
        }
    }

    private static final double[] BATCH_ROWS = {1, 2, 4, 8, 16, 32, 64};

    private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);
    private final DistributionSummary batchRows;

    public StageMetrics(MeterRegistry registry, String task) {
        for (Stage stage : Stage.values()) {
            timers.put(
                    stage,
                    Timer.builder("cuantovale.inference.stage")
                            .description("Time by stage of a prediction")
                            .tag("task", task)
                            .tag("stage", stage.tag)
                            .register(registry));
        }
        batchRows = DistributionSummary.builder("cuantovale.inference.batch.rows")
                .description("Rows that one run of the graph computes together")
                .tag("task", task)
                .serviceLevelObjectives(BATCH_ROWS)
                .register(registry);
    }

    public void record(Stage stage, long nanos) {
        timers.get(stage).record(nanos, TimeUnit.NANOSECONDS);
    }

    public void recordBatch(int rows) {
        batchRows.record(rows);
    }
}

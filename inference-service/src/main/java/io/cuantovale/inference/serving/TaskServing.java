package io.cuantovale.inference.serving;

import io.cuantovale.inference.serving.batch.Admission;
import io.cuantovale.inference.serving.metrics.StageMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What one task keeps over all its versions: its bounded queue and its metrics. */
record TaskServing(Admission admission, StageMetrics stages, Counter rows) {

    static TaskServing open(String task, ServerLimits limits, StageMetrics stages, MeterRegistry registry) {
        Admission admission = new Admission(limits.queueRows(), limits.queueBytes());
        Gauge.builder("cuantovale.inference.queue.rows", admission, Admission::rows)
                .description("Rows admitted and not yet answered")
                .tag("task", task)
                .register(registry);
        Gauge.builder("cuantovale.inference.queue.bytes", admission, Admission::bytes)
                .description("Memory of the rows admitted and not yet answered")
                .tag("task", task)
                .register(registry);
        Counter rows = Counter.builder("cuantovale.inference.rows")
                .description("Rows answered")
                .tag("task", task)
                .register(registry);
        return new TaskServing(admission, stages, rows);
    }
}

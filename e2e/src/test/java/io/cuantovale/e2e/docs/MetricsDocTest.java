package io.cuantovale.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.e2e.docs.DeclaredMetrics.Metric;
import java.io.IOException;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class MetricsDocTest {
    @Test
    void theMetricsPageSaysWhatTheCodeDeclares() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Metrics

                Generated from the sources; do not edit. Every service serves them at `/q/metrics`, beside Micrometer's
                own for HTTP, gRPC, JVM and Kafka clients. Timers are histograms (`_bucket`, `_count`, `_sum`) in seconds.

                | metric | kind | labels | meaning |
                |---|---|---|---|
                """);
        DeclaredMetrics.all()
                .values()
                .forEach(m -> page.append("| `%s` | %s | %s | %s |%n"
                        .formatted(m.name(), m.kind(), String.join(", ", m.labels()), m.meaning())));
        GeneratedFile.check("docs/metrics.md", page.toString());
    }

    @Test
    void everyMetricSaysWhatItMeans() throws IOException {
        Collection<Metric> all = DeclaredMetrics.all().values();
        assertThat(all).isNotEmpty();
        assertThat(all.stream().filter(m -> m.meaning().isBlank()).map(Metric::name))
                .as("metrics without a description")
                .isEmpty();
    }
}

package io.cuantovale.kit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Publishes histogram buckets (service-level bounds from 1 ms to 60 s) for the timers of HTTP, gRPC and the platform,
 * so that quantiles can be computed over replicas.
 */
@Singleton
public final class HistogramFilter implements MeterFilter {
    private static final double[] BOUNDS_NANOS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        if (id.getType() != Meter.Type.TIMER || !isOurs(id.getName())) {
            return config;
        }
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BOUNDS_NANOS)
                .build()
                .merge(config);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("http.server")
                || name.startsWith("http.client")
                || name.startsWith("grpc.")
                || name.startsWith("cuantovale");
    }
}

package io.cuantovale.contracts.event;

import java.time.Instant;

/** A window differs from the champion's reference beyond its threshold, k windows in a row. */
public record DriftDetected(
        String task,
        String modelVersion,
        String stream,
        String tier,
        String feature,
        String statistic,
        double value,
        double threshold,
        long windowSample,
        long referenceSample,
        int windowsInARow,
        Instant windowStart,
        Instant windowEnd,
        String why) {}

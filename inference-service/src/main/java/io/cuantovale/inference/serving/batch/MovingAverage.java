package io.cuantovale.inference.serving.batch;

/** Exponentially weighted mean of durations; a lost update among threads does no harm. */
final class MovingAverage {
    private static final double WEIGHT = 0.1;
    private volatile double nanos;

    void add(double value) {
        double before = nanos;
        nanos = before == 0 ? value : before + WEIGHT * (value - before);
    }

    /** 0 before the first value. */
    double nanos() {
        return nanos;
    }
}

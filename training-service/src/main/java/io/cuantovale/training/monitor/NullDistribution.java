package io.cuantovale.training.monitor;

import io.cuantovale.training.evaluate.ReferenceProfile.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a statistic looks like when nothing has drifted, found by drawing windows of the window's own size, and a
 * reference of the reference's own size, from the reference. Thresholds that do not know the size are wrong: of 100
 * rows in ten bins more than half pass a PSI of 0.1 with no drift at all.
 */
final class NullDistribution {
    private static final long SEED = 20210707;
    /** Larger references are drawn as if they had so many rows: slower would not be better. */
    private static final long LARGEST_REFERENCE = 2000;
    /** References drawn; windows take turns with them. */
    private static final int REFERENCES = 250;

    private final double[] sorted;

    private NullDistribution(double[] drawn) {
        Arrays.sort(drawn);
        this.sorted = drawn;
    }

    /** PSI of a window of {@code n} rows from the distribution of the reference. */
    static NullDistribution ofPsi(List<Long> reference, int n, int draws) {
        double[] cumulative = cumulative(reference);
        long m = Math.min(
                LARGEST_REFERENCE, reference.stream().mapToLong(Long::longValue).sum());
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] references = new long[REFERENCES][];
        for (int i = 0; i < REFERENCES; i++) {
            references[i] = counts(cumulative, m, random);
        }
        double[] drawn = new double[draws];
        for (int i = 0; i < draws; i++) {
            drawn[i] = Divergence.psi(references[i % REFERENCES], counts(cumulative, n, random));
        }
        return new NullDistribution(drawn);
    }

    /** How much larger the median error of {@code n} rows is than the reference's, when errors have not changed. */
    static NullDistribution ofMedianError(Quantiles errors, int n, int draws) {
        int m = (int) Math.min(LARGEST_REFERENCE, errors.n());
        SplittableRandom random = new SplittableRandom(SEED);
        double[] references = new double[REFERENCES];
        for (int i = 0; i < REFERENCES; i++) {
            references[i] = median(errors.values(), m, random);
        }
        double[] drawn = new double[draws];
        for (int i = 0; i < draws; i++) {
            drawn[i] = median(errors.values(), n, random) - references[i % REFERENCES];
        }
        return new NullDistribution(drawn);
    }

    /** How much smaller the coverage of {@code n} rows is than the reference's, when it has not changed. */
    static NullDistribution ofCoverageLoss(double coverage, long referenceRows, int n, int draws) {
        int m = (int) Math.min(LARGEST_REFERENCE, referenceRows);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[draws];
        for (int i = 0; i < draws; i++) {
            drawn[i] = share(coverage, m, random) - share(coverage, n, random);
        }
        return new NullDistribution(drawn);
    }

    /** Share of drawn values at least as large, never zero. */
    double pValue(double value) {
        int at = Arrays.binarySearch(sorted, value - 1e-12);
        int below = at < 0 ? -at - 1 : at;
        return (1.0 + sorted.length - below) / (1.0 + sorted.length);
    }

    /** The value that a share {@code alpha} of windows exceeds without drift. */
    double threshold(double alpha) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil((1 - alpha) * sorted.length))];
    }

    private static double[] cumulative(List<Long> reference) {
        double total = reference.stream().mapToLong(Long::longValue).sum();
        double[] cumulative = new double[reference.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += reference.get(i) / total;
            cumulative[i] = sum;
        }
        return cumulative;
    }

    private static long[] counts(double[] cumulative, long rows, SplittableRandom random) {
        long[] counts = new long[cumulative.length];
        for (long i = 0; i < rows; i++) {
            double at = random.nextDouble();
            int bin = 0;
            while (bin < cumulative.length - 1 && at >= cumulative[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }

    private static double median(List<Double> quantiles, int rows, SplittableRandom random) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            double at = random.nextDouble() * (quantiles.size() - 1);
            int below = (int) at;
            values[i] = quantiles.get(below) + (at - below) * (quantiles.get(below + 1) - quantiles.get(below));
        }
        return median(values);
    }

    static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static double share(double probability, int rows, SplittableRandom random) {
        int hits = 0;
        for (int i = 0; i < rows; i++) {
            if (random.nextDouble() < probability) {
                hits++;
            }
        }
        return (double) hits / rows;
    }
}

package io.cuantovale.training.monitor;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** How far two histograms over the same bins lie apart. Counts are smoothed by half a row, so that no bin is empty. */
final class Divergence {
    private static final double HALF_A_ROW = 0.5;
    /** Below this expected count per bin the chi-squared approximation does not hold. */
    private static final double FEWEST_EXPECTED = 5;

    private Divergence() {}

    /** Population stability index. */
    static double psi(long[] reference, long[] window) {
        double[] p = shares(reference);
        double[] q = shares(window);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (q[i] - p[i]) * Math.log(q[i] / p[i]);
        }
        return sum;
    }

    /** Jensen-Shannon divergence to the base of two: 0 for equal, 1 for disjoint histograms. */
    static double jensenShannon(long[] reference, long[] window) {
        double[] p = shares(reference);
        double[] q = shares(window);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += p[i] * Math.log(p[i] / middle) + q[i] * Math.log(q[i] / middle);
        }
        return sum / (2 * Math.log(2));
    }

    /** P-value of the chi-squared test of homogeneity; NaN where expected counts are too small for it. */
    static double chiSquaredPValue(long[] reference, long[] window) {
        long m = sum(reference);
        long n = sum(window);
        double statistic = 0;
        int bins = 0;
        for (int i = 0; i < reference.length; i++) {
            long both = reference[i] + window[i];
            if (both == 0) {
                continue;
            }
            bins++;
            double expectedReference = (double) both * m / (m + n);
            double expectedWindow = (double) both * n / (m + n);
            if (expectedReference < FEWEST_EXPECTED || expectedWindow < FEWEST_EXPECTED) {
                return Double.NaN;
            }
            statistic += square(reference[i] - expectedReference) / expectedReference
                    + square(window[i] - expectedWindow) / expectedWindow;
        }
        return bins < 2 ? Double.NaN : ChiSquaredDistribution.of(bins - 1).survivalProbability(statistic);
    }

    /** Largest distance of the cumulative shares at the bins' edges: a lower bound of Kolmogorov and Smirnov's. */
    static double kolmogorovSmirnov(long[] reference, long[] window) {
        double m = sum(reference);
        double n = sum(window);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < reference.length; i++) {
            difference += window[i] / n - reference[i] / m;
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    /** P-value of that distance by Kolmogorov's limit; conservative, since the distance is a lower bound. */
    static double kolmogorovSmirnovPValue(double distance, long reference, long window) {
        double size = Math.sqrt((double) reference * window / (reference + window));
        double at = (size + 0.12 + 0.11 / size) * distance;
        double sum = 0;
        for (int j = 1; j <= 100; j++) {
            sum += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * at * at);
        }
        return at < 0.2 ? 1 : Math.clamp(sum, 0.0, 1.0);
    }

    private static double[] shares(long[] counts) {
        double total = sum(counts) + HALF_A_ROW * counts.length;
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = (counts[i] + HALF_A_ROW) / total;
        }
        return shares;
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }
}

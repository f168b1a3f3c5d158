package io.cuantovale.training.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares windows with one champion's reference. Thresholds are drawn once per quantity and window size. */
final class Comparison {
    /** Enough for the smallest corrected p-value of a family of fifty. */
    private static final int DRAWS = 5000;

    private static final int ERROR_DRAWS = 2000;

    private final Reference reference;
    private final double alpha;
    private final int minSample;
    private final Map<String, NullDistribution> nulls = new ConcurrentHashMap<>();

    /**
     * @param alpha share of false discoveries that is accepted
     * @param minSample values below which a quantity has no finding
     */
    Comparison(Reference reference, double alpha, int minSample) {
        this.reference = reference;
        this.alpha = alpha;
        this.minSample = minSample;
    }

    /** Findings of every quantity with enough values, corrected tier by tier. */
    List<Finding> of(List<Observation> window) {
        boolean labelled = window.stream().anyMatch(o -> o.actual() != null);
        List<Finding> findings = new ArrayList<>();
        reference.inputs(labelled).forEach(quantity -> add(findings, binned(quantity, window)));
        reference.outputs().forEach(quantity -> add(findings, binned(quantity, window)));
        add(findings, medianError(window));
        add(findings, coverage(window));
        List<Finding> decided = new ArrayList<>();
        for (Tier tier : Tier.values()) {
            List<Finding> family =
                    findings.stream().filter(f -> f.tier().equals(tier.code())).toList();
            boolean[] rejected = BenjaminiHochberg.rejected(
                    family.stream().map(Finding::pValue).toList(), alpha);
            for (int i = 0; i < family.size(); i++) {
                decided.add(family.get(i).decided(rejected[i]));
            }
        }
        return decided;
    }

    private static void add(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    private @Nullable Finding binned(Quantity quantity, List<Observation> window) {
        long[] counts = quantity.count(window);
        long n = Divergence.sum(counts);
        if (n < minSample || quantity.referenceSample() < minSample) {
            return null;
        }
        long[] expected =
                quantity.reference().stream().mapToLong(Long::longValue).toArray();
        NullDistribution same = nulls(
                "psi " + quantity.name() + " " + size(n),
                () -> NullDistribution.ofPsi(quantity.reference(), size(n), DRAWS));
        double psi = Divergence.psi(expected, counts);
        double test = quantity.ordered()
                ? Divergence.kolmogorovSmirnovPValue(
                        Divergence.kolmogorovSmirnov(expected, counts), quantity.referenceSample(), n)
                : Divergence.chiSquaredPValue(expected, counts);
        return new Finding(
                quantity.name(),
                quantity.tier().code(),
                "psi",
                psi,
                0,
                same.threshold(alpha),
                same.pValue(psi),
                false,
                n,
                quantity.referenceSample(),
                Divergence.jensenShannon(expected, counts),
                Double.isNaN(test) ? null : quantity.ordered() ? "ks" : "chi_squared",
                Double.isNaN(test) ? null : test);
    }

    private @Nullable Finding medianError(List<Observation> window) {
        double[] errors = window.stream()
                .map(Observation::relativeError)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        var before = reference.errors();
        if (before == null || errors.length < minSample) {
            return null;
        }
        double usual = before.values().get(before.values().size() / 2);
        NullDistribution same = nulls(
                "mdape " + size(errors.length),
                () -> NullDistribution.ofMedianError(before, size(errors.length), ERROR_DRAWS));
        double now = NullDistribution.median(errors);
        return error(
                "error",
                "mdape",
                now,
                usual,
                usual + same.threshold(alpha),
                same.pValue(now - usual),
                errors.length,
                before.n());
    }

    private @Nullable Finding coverage(List<Observation> window) {
        List<Boolean> covered = window.stream()
                .map(Observation::covered)
                .filter(Objects::nonNull)
                .toList();
        Double usual = reference.coverage();
        var errors = reference.errors();
        if (usual == null || errors == null || covered.size() < minSample) {
            return null;
        }
        NullDistribution same = nulls(
                "coverage " + size(covered.size()),
                () -> NullDistribution.ofCoverageLoss(usual, errors.n(), size(covered.size()), ERROR_DRAWS));
        double now = (double) covered.stream().filter(inside -> inside).count() / covered.size();
        return error(
                "interval",
                "coverage",
                now,
                usual,
                usual - same.threshold(alpha),
                same.pValue(usual - now),
                covered.size(),
                errors.n());
    }

    private static Finding error(
            String quantity,
            String statistic,
            double value,
            double usual,
            double threshold,
            double pValue,
            long sample,
            long referenceSample) {
        return new Finding(
                quantity,
                Tier.ERROR.code(),
                statistic,
                value,
                usual,
                threshold,
                pValue,
                false,
                sample,
                referenceSample,
                null,
                null,
                null);
    }

    /**
     * Sizes that differ by a few rows share a distribution: the next smaller size of two figures, whose windows scatter a
     * little more.
     */
    private static int size(long n) {
        long unit = 1;
        while (n / unit >= 100) {
            unit *= 10;
        }
        return (int) (n / unit * unit);
    }

    private NullDistribution nulls(String key, Supplier<NullDistribution> draw) {
        return nulls.computeIfAbsent(key, k -> draw.get());
    }
}

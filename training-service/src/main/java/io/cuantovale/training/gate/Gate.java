package io.cuantovale.training.gate;

import io.cuantovale.training.evaluate.ScoredRow;
import io.cuantovale.training.task.TaskSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a challenger may become champion. Pure: the same numbers give the same decision.
 *
 * <p>Against a champion it must be better with the configured confidence on the same test rows; where there is none it
 * must have a smaller median error than the task's baseline. Either way its intervals must not clearly miss their
 * level, and it must be fast enough.
 */
public final class Gate {
    private static final long SEED = 20230605;

    private final GateRules rules;

    public Gate(GateRules rules) {
        this.rules = rules;
    }

    /** Compares with the champion's predictions on the same rows. */
    public GateDecision againstChampion(
            TaskSpec task, Candidate challenger, String championVersion, List<ScoredRow> champion) {
        Map<String, ScoredRow> byListing = new HashMap<>();
        champion.forEach(row -> byListing.put(row.listing(), row));
        List<ScoredRow> rows = challenger.test().stream()
                .filter(row -> byListing.containsKey(row.listing()))
                .toList();
        if (rows.isEmpty()) {
            return refused(challenger, championVersion, "", null, "no test row that both models could score");
        }
        ErrorMeasure measure = ErrorMeasure.of(task);
        double[] before = measure.of(
                rows.stream().map(row -> byListing.get(row.listing())).toList());
        PairedBootstrap comparison = compare(before, measure.of(rows), rows);
        String numbers = String.format(
                Locale.ROOT,
                "mean %s %.4f against %.4f of %s on %d test rows, better in %.1f %% of resamples (needed: %.1f %%)",
                measure.words(),
                comparison.meanAfter(),
                comparison.meanBefore(),
                championVersion,
                comparison.rows(),
                100 * comparison.probabilityBetter(),
                100 * rules.confidence());
        boolean better = comparison.improvement() > 0 && comparison.probabilityBetter() >= rules.confidence();
        return decide(task, challenger, championVersion, measure, comparison, better, numbers);
    }

    /** Compares with the task's baseline: there is no champion. */
    public GateDecision againstBaseline(TaskSpec task, Candidate challenger) {
        List<ScoredRow> rows = challenger.test();
        if (rows.isEmpty()) {
            return refused(challenger, "baseline", "", null, "no test rows");
        }
        boolean relative = challenger.baseline().size() == rows.size();
        if (!relative && task.target().kind() != TaskSpec.TargetKind.CLASSES) {
            return refused(challenger, "baseline", "", null, "no baseline to compare with; a person may promote it");
        }
        ErrorMeasure measure = relative ? ErrorMeasure.RELATIVE_ERROR : ErrorMeasure.LOG_LOSS;
        double[] before = relative
                ? challenger.baseline().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()
                : ErrorMeasure.logLossOfClassShares(rows);
        double[] after = measure.of(rows);
        PairedBootstrap comparison = compare(before, after, rows);
        // A mean would be ruled by a few junk rows; the median is what the first champion is promised by.
        double medianAfter = relative ? median(after) : comparison.meanAfter();
        double medianBefore = relative ? median(before) : comparison.meanBefore();
        String numbers = String.format(
                Locale.ROOT,
                "%s %s %.4f against %.4f of the baseline on %d test rows",
                relative ? "median" : "mean",
                measure.words(),
                medianAfter,
                medianBefore,
                rows.size());
        return decide(task, challenger, "baseline", measure, comparison, medianAfter < medianBefore, numbers);
    }

    /** Refuses with a reason that is no number, for example a champion that cannot read the new dataset. */
    public GateDecision refuse(Candidate challenger, String comparedWith, String reason) {
        return refused(challenger, comparedWith, "", null, reason);
    }

    private GateDecision decide(
            TaskSpec task,
            Candidate challenger,
            String comparedWith,
            ErrorMeasure measure,
            PairedBootstrap comparison,
            boolean better,
            String numbers) {
        Wilson coverage = coverage(challenger.test());
        String refusal = null;
        if (!better) {
            refusal = "not better: " + numbers;
        } else if (coverage != null
                && coverage.whollyOutside(
                        task.target().level() - rules.coverageMargin(),
                        task.target().level() + rules.coverageMargin())) {
            refusal = String.format(
                    Locale.ROOT,
                    "interval covers %.1f %% of %d test rows (95 %% interval %.1f to %.1f %%, expected: near %.0f %%)",
                    100 * coverage.share(),
                    coverage.trials(),
                    100 * coverage.low(),
                    100 * coverage.high(),
                    100 * task.target().level());
        } else if (challenger.latencyMillis() > rules.maxLatencyMillis()) {
            refusal = String.format(
                    Locale.ROOT,
                    "latency: %.1f ms (expected: at most %.0f ms)",
                    challenger.latencyMillis(),
                    rules.maxLatencyMillis());
        }
        if (refusal != null) {
            return new GateDecision(
                    false,
                    false,
                    refusal,
                    comparedWith,
                    measure.words(),
                    comparison,
                    coverage,
                    challenger.latencyMillis());
        }
        return new GateDecision(
                false,
                true,
                "better: " + numbers,
                comparedWith,
                measure.words(),
                comparison,
                coverage,
                challenger.latencyMillis());
    }

    private PairedBootstrap compare(double[] before, double[] after, List<ScoredRow> rows) {
        List<String> groups = rows.stream().map(ScoredRow::group).toList();
        return PairedBootstrap.compare(before, after, groups, rules.resamples(), SEED);
    }

    private static GateDecision refused(
            Candidate challenger,
            String comparedWith,
            String measure,
            @Nullable PairedBootstrap comparison,
            String reason) {
        return new GateDecision(
                false,
                false,
                reason,
                comparedWith,
                measure,
                comparison,
                coverage(challenger.test()),
                challenger.latencyMillis());
    }

    private static @Nullable Wilson coverage(List<ScoredRow> rows) {
        List<Boolean> covered = rows.stream()
                .map(ScoredRow::covered)
                .filter(java.util.Objects::nonNull)
                .toList();
        return covered.isEmpty()
                ? null
                : Wilson.of(covered.stream().filter(inside -> inside).count(), covered.size());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

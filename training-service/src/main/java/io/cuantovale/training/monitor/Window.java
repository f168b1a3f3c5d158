package io.cuantovale.training.monitor;

import java.time.Instant;
import java.util.List;

/**
 * A closed window and what it said.
 *
 * @param stream listings, requests or feedback
 * @param source portal or import that the observations came from
 * @param openedAt time of the first observation
 * @param closedAt time of the last observation
 * @param sample observations
 * @param state {@code too_few}, {@code ok}, {@code drifted}, or {@code alarm} where it is the last of several in a row
 */
public record Window(
        String task,
        String modelVersion,
        String stream,
        String source,
        Instant openedAt,
        Instant closedAt,
        long sample,
        String state,
        List<Finding> findings) {
    public static final String TOO_FEW = "too_few";
    public static final String OK = "ok";
    public static final String DRIFTED = "drifted";
    public static final String ALARM = "alarm";

    public Window {
        findings = List.copyOf(findings);
    }

    /** Whether this window drifted in the same quantity by the same statistic. */
    boolean driftedLike(Finding finding) {
        return findings.stream()
                .anyMatch(f -> f.drifted()
                        && f.quantity().equals(finding.quantity())
                        && f.statistic().equals(finding.statistic()));
    }

    Window in(String newState) {
        return new Window(task, modelVersion, stream, source, openedAt, closedAt, sample, newState, findings);
    }
}

package io.cuantovale.training.runs;

/**
 * A trainer's hold on a run: every write of progress names it, so that a trainer that was given up for dead cannot
 * write into a run that another has taken over.
 *
 * @param runId the run
 * @param token new for every take
 */
public record Lease(String runId, String token) {}

package io.cuantovale.training.runs;

/** Another trainer holds the run now, or it has ended: the work on it must stop without writing anything. */
public final class LeaseLostException extends RuntimeException {
    public LeaseLostException(Lease lease) {
        super("run " + lease.runId() + ": its lease is no longer ours");
    }
}

package io.cuantovale.training.runs;

import java.util.Locale;

/** Where a run stands. */
public enum RunState {
    /** Asked for by REST, its event not yet come back from the topic; people see it as queued. */
    REQUESTED,
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** As stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As shown to people: a request that was accepted is queued. */
    public String shown() {
        return this == REQUESTED ? QUEUED.code() : code();
    }

    /** Whether nothing more will happen to the run. */
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    public static RunState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

package io.cuantovale.training.monitor;

import java.util.Locale;

/** Where observations come from. */
public enum Stream {
    /** What the market publishes: every cleaned listing, scored before it may be trained on. */
    LISTINGS,
    /** What callers ask. */
    REQUESTS,
    /** Values seen later for what was predicted earlier. */
    FEEDBACK;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

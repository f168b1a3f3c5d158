package io.cuantovale.training.monitor;

import java.util.Locale;

/** How much an alarm matters. */
enum Tier {
    /** What goes in looks different; the model may well cope. */
    FEATURE,
    /** What comes out, or the target itself, looks different. */
    PREDICTION,
    /** The model is wrong more often or by more. */
    ERROR;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

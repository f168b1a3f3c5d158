package io.cuantovale.training.registry;

import java.util.Locale;

/** Names that point to one version of a task's model. */
public enum Alias {
    CHAMPION,
    CHALLENGER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

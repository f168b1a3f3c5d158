package io.cuantovale.training.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has been decided about a model. */
public enum ModelState {
    /** In the store, not judged yet. */
    PUBLISHED,
    /** The gate let it pass; a person has to approve. */
    AWAITING_APPROVAL,
    /** The gate refused it. */
    REFUSED,
    /** A person rejected it. */
    REJECTED,
    /** It is or was champion. */
    PROMOTED;

    /** As stored and shown. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ModelState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

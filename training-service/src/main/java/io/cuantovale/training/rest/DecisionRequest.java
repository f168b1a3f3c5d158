package io.cuantovale.training.rest;

import io.cuantovale.training.registry.Decider;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why something is decided, for the audit.
 *
 * @param reason in words
 * @param actor who decides; {@code person} where left out
 */
public record DecisionRequest(
        @NotBlank(message = "why, in words") @Size(max = 1000, message = "at most 1000 characters")
        String reason,

        @Nullable @Size(max = 100, message = "at most 100 characters")
        String actor) {
    Decider decider() {
        return new Decider(actorOr(actor), reason);
    }

    static String actorOr(@Nullable String actor) {
        return actor == null || actor.isBlank() ? "person" : actor;
    }
}

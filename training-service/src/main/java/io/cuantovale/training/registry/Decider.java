package io.cuantovale.training.registry;

/**
 * Who decides, and why.
 *
 * @param by {@code gate} or a person's or key's name
 * @param reason in words
 */
public record Decider(String by, String reason) {
    /** The promotion gate. */
    public static final String GATE = "gate";
}

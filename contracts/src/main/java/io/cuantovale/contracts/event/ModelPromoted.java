package io.cuantovale.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alias points to a version. Compacted by task and alias, so that a new replica learns the present state.
 *
 * @param alias {@code champion} or {@code challenger}
 * @param key folder in the object store
 * @param manifestSha256 SHA-256 of {@code manifest.json}; a reader refuses a package that differs
 * @param previousVersion what the alias pointed to before, null for the first
 * @param decidedBy {@code gate} or a person's or key's name
 */
public record ModelPromoted(
        String task,
        String alias,
        String version,
        String key,
        String manifestSha256,
        @Nullable String previousVersion,
        String decidedBy,
        String reason,
        Instant promotedAt) {}

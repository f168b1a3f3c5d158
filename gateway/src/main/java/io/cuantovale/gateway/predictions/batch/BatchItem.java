package io.cuantovale.gateway.predictions.batch;

import io.cuantovale.gateway.predictions.Item;
import io.cuantovale.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * One item of a batch as it was read.
 *
 * @param id the caller's own name for it, null without
 * @param item null where it was refused
 * @param refused why; null where there is an item
 */
public record BatchItem(
        @Nullable String id, @Nullable Item item, @Nullable ProblemException refused) {

    /** An item that can be predicted. */
    public static BatchItem of(@Nullable String id, Item item) {
        return new BatchItem(id, item, null);
    }

    /** An item that cannot. */
    public static BatchItem refused(@Nullable String id, ProblemException why) {
        return new BatchItem(id, null, why);
    }

    /** About what it adds to a message, in bytes. */
    long size() {
        return item == null ? 0 : item.size();
    }
}

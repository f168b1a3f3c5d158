package io.cuantovale.gateway.predictions.batch;

import io.cuantovale.gateway.predictions.Prediction;
import io.cuantovale.kit.problem.Problem;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A line of a batch's answer. */
public sealed interface BatchLine {
    /**
     * What became of an item: exactly one of prediction and error.
     *
     * @param index of the item, from 0
     * @param id the caller's own, where it gave one
     */
    record OfItem(
            long index,
            @Nullable String id,
            @Nullable Prediction prediction,
            @Nullable Problem error) implements BatchLine {}

    /**
     * The last line of a whole answer; an answer without it was cut.
     *
     * @param done true
     * @param modelVersions that answered; several when a model was promoted meanwhile
     */
    record Done(boolean done, long items, long predicted, long failed, SortedSet<String> modelVersions)
            implements BatchLine {}

    /**
     * The last line where the input could not be read to its end; the lines before it hold.
     *
     * @param done false
     */
    record Broken(boolean done, long items, Problem error) implements BatchLine {}
}

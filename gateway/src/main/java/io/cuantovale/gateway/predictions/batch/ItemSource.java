package io.cuantovale.gateway.predictions.batch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Items of a batch, read one after the other when they are wanted. */
public interface ItemSource {
    /**
     * The next item; null after the last.
     *
     * @throws IOException when the input ends in its middle
     */
    @Nullable
    BatchItem next() throws IOException;
}

package io.cuantovale.gateway.predictions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to predict, checked.
 *
 * @param inputs values by feature name, without the photo: Double, Long or String
 * @param photo encoded, not copied; null without
 * @param warnings codes of what was mended while reading
 */
public record Item(Map<String, Object> inputs, byte @Nullable [] photo, List<String> warnings) {
    private static final int FACTS = 128;

    public Item {
        inputs = Map.copyOf(inputs);
        warnings = List.copyOf(warnings);
    }

    /** About what it adds to a message, in bytes. */
    public long size() {
        return FACTS + (photo == null ? 0 : photo.length);
    }
}

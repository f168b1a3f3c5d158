package io.cuantovale.inference.serving.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one task serves: the champion, and the version before it, warm, for instant rollback.
 *
 * <p>Written by one thread at a time, read by any.
 */
public final class ModelSlot {

    /** Both change together. */
    private record State(
            @Nullable LoadedModel current, @Nullable LoadedModel previous) {}

    private volatile State state = new State(null, null);

    /** The champion with a lease on it, to be released; null while there is none. */
    public @Nullable LoadedModel acquire() {
        LoadedModel current = state.current;
        // A lease fails only when the model was swapped out twice since we read it: then there is a newer one.
        while (current != null && !current.tryAcquire()) {
            current = state.current;
        }
        return current;
    }

    /** A loaded version with a lease on it, to be released; null where that version is not loaded. */
    public @Nullable LoadedModel acquire(String version) {
        return loaded().stream()
                .filter(m -> m.version().equals(version) && m.tryAcquire())
                .findFirst()
                .orElse(null);
    }

    /** The champion without a lease: to be described, not to be run. */
    public @Nullable LoadedModel current() {
        return state.current;
    }

    /** The champion first, then the version before it. */
    public List<LoadedModel> loaded() {
        State now = state;
        return Stream.of(now.current, now.previous)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Serves a new champion from the next request on; the one before the present one is let go. */
    synchronized void swap(LoadedModel next) {
        State before = state;
        state = new State(next, before.current);
        if (before.previous != null) {
            before.previous.release();
        }
    }

    /** Serves the version before, if it is the wanted one and still loaded. */
    synchronized boolean swapBack(String version, String manifestSha256) {
        State before = state;
        LoadedModel back = before.previous;
        if (back == null
                || !back.version().equals(version)
                || !back.manifestSha256().equals(manifestSha256)) {
            return false;
        }
        state = new State(back, before.current);
        return true;
    }

    /** Whether the champion is this very package. */
    boolean serves(String version, String manifestSha256) {
        LoadedModel current = state.current;
        return current != null
                && current.version().equals(version)
                && current.manifestSha256().equals(manifestSha256);
    }

    /** Lets both go; requests under way still end. */
    synchronized void clear() {
        List<LoadedModel> before = loaded();
        state = new State(null, null);
        before.forEach(LoadedModel::release);
    }
}

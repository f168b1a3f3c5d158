package io.cuantovale.inference.health;

import io.cuantovale.inference.serving.model.ModelHost.TaskStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Ready once {@code models.promoted} was read to its end and every champion in it is loaded and warm; with none, ready.
 *
 * <p>Once ready, always ready: a broker or store that goes away later, or a promotion that is refused, changes nothing
 * about what is served. A replica that starts and cannot serve the champion is not ready, so that a rolling update
 * stops before it replaces those that can.
 */
@Singleton
public class ModelsReady {
    private volatile boolean caughtUp;
    private volatile boolean ready;
    private final CompletableFuture<Void> whenReady = new CompletableFuture<>();
    private volatile List<TaskStatus> status = List.of();

    /** The topic was read to its end. */
    public void caughtUp(List<TaskStatus> now) {
        caughtUp = true;
        changed(now);
    }

    /** A promotion was applied or refused. */
    public void changed(List<TaskStatus> now) {
        status = List.copyOf(now);
        if (caughtUp && now.stream().allMatch(t -> t.served() != null)) {
            ready = true;
            whenReady.complete(null);
        }
    }

    public boolean isReady() {
        return ready;
    }

    /** Completes when it becomes ready. */
    public CompletableFuture<Void> whenReady() {
        return whenReady.copy();
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    List<TaskStatus> status() {
        return status;
    }
}

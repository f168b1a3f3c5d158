package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.process.RunFolder;
import io.cuantovale.local.launcher.show.Screen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Follows the loop until a champion is served, and shows every stage on the way. Only watches: events do the rest. */
public final class LoopWatcher {
    private final Supplier<LoopState> reader;
    private final Screen screen;
    private final Clock clock;
    private final Duration every;
    private final Duration stallTimeout;
    private final RunFolder folder;
    private final List<Part> parts;

    /**
     * @param reader where the loop stands
     * @param every how often to look
     * @param stallTimeout how long nothing may change
     * @param folder which processes run
     * @param parts that must be running
     */
    public LoopWatcher(
            Supplier<LoopState> reader,
            Screen screen,
            Clock clock,
            Duration every,
            Duration stallTimeout,
            RunFolder folder,
            List<Part> parts) {
        this.reader = reader;
        this.screen = screen;
        this.clock = clock;
        this.every = every;
        this.stallTimeout = stallTimeout;
        this.folder = folder;
        this.parts = List.copyOf(parts);
    }

    /**
     * Goes through the stages.
     *
     * @return the state in which a champion is served
     * @throws StageFailure if a stage fails, stands still for too long, or loses its process
     */
    public LoopState watch(List<Stage> stages) {
        LoopState state = reader.get();
        for (Stage stage : stages) {
            screen.start(stage.name());
            try {
                state = follow(stage, state);
            } catch (StageFailure failure) {
                screen.fail(failure.getMessage());
                throw failure;
            }
            screen.done(stage.summary(state));
        }
        return state;
    }

    private LoopState follow(Stage stage, LoopState first) {
        LoopState state = first;
        Instant changed = clock.instant();
        while (!stage.isDone(state)) {
            stage.notes(state).forEach(screen::note);
            screen.progress(stage.doneUnits(state), stage.totalUnits(state), stage.text(state));
            LockSupport.parkNanos(every.toNanos());
            LoopState next = reader.get();
            Instant now = clock.instant();
            if (!next.equals(state)) {
                changed = now;
            } else if (Duration.between(changed, now).compareTo(stallTimeout) > 0) {
                throw new StageFailure(
                        stage.name(), stage.part(), "nothing has changed for " + stallTimeout.toSeconds() + " s");
            }
            state = next;
            requireProcesses(stage);
        }
        stage.notes(state).forEach(screen::note);
        return state;
    }

    private void requireProcesses(Stage stage) {
        for (Part part : parts) {
            if (folder.alive(part.id()).isEmpty()) {
                throw new StageFailure(stage.name(), part, part.id() + " has ended; its log tells why");
            }
        }
    }
}

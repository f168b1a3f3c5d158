package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import java.util.List;

/** A step of the loop as a person sees it. */
public interface Stage {
    /** On the screen. */
    String name();

    /** The service that does it, whose log tells more. */
    Part part();

    /**
     * Whether the step is over.
     *
     * @throws StageFailure if it cannot end well any more
     */
    boolean isDone(LoopState state);

    /** Units done, for the bar. */
    default long doneUnits(LoopState state) {
        return 0;
    }

    /** Units in all, 0 if unknown. */
    default long totalUnits(LoopState state) {
        return 0;
    }

    /** What goes on, in words. */
    String text(LoopState state);

    /** New lines that should stay on the screen; each is returned once. */
    default List<String> notes(LoopState state) {
        return List.of();
    }

    /** What came of it, in words. */
    String summary(LoopState state);
}

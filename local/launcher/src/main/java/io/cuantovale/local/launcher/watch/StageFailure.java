package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import java.util.Optional;

/** A stage of the loop that cannot go on. */
public final class StageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final transient Optional<Part> part;

    /**
     * @param stage its name on the screen
     * @param part whose log tells more
     */
    public StageFailure(String stage, Part part, String message) {
        super(message);
        this.stage = stage;
        this.part = Optional.of(part);
    }

    public String stage() {
        return stage;
    }

    public Optional<Part> part() {
        return part;
    }
}

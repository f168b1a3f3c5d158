package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;

/** Every listing is cleaned, or rejected with its reasons. */
final class CleanStage implements Stage {
    @Override
    public String name() {
        return "Clean";
    }

    @Override
    public Part part() {
        return Part.CLEANING;
    }

    @Override
    public boolean isDone(LoopState state) {
        Counts counts = state.counts();
        return counts.addUp() && counts.answered() >= state.listingsEmitted();
    }

    @Override
    public long doneUnits(LoopState state) {
        return state.counts().answered();
    }

    @Override
    public long totalUnits(LoopState state) {
        return Math.max(state.counts().scraped(), state.listingsEmitted());
    }

    @Override
    public String text(LoopState state) {
        return state.counts().cleaned() + " cleaned, " + state.counts().rejected() + " rejected";
    }

    @Override
    public String summary(LoopState state) {
        return state.counts().describe();
    }
}

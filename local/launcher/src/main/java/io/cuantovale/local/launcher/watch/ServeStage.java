package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;

/** inference-service answers with the champion. */
final class ServeStage implements Stage {
    @Override
    public String name() {
        return "Serve";
    }

    @Override
    public Part part() {
        return Part.INFERENCE;
    }

    @Override
    public boolean isDone(LoopState state) {
        return !state.servedVersion().isEmpty();
    }

    @Override
    public String text(LoopState state) {
        return "waiting for " + (state.champion().isEmpty() ? "a champion" : state.champion());
    }

    @Override
    public String summary(LoopState state) {
        return "model " + state.servedVersion() + " answers";
    }
}

package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;

/** The new model becomes champion, or does not. */
final class GateStage implements Stage {
    @Override
    public String name() {
        return "Gate";
    }

    @Override
    public Part part() {
        return Part.TRAINING;
    }

    @Override
    public boolean isDone(LoopState state) {
        if (!state.champion().isEmpty()) {
            return true;
        }
        return TrainStage.run(state, name())
                .map(run -> {
                    if (Boolean.FALSE.equals(run.promoted())) {
                        throw new StageFailure(
                                name(),
                                part(),
                                "model " + run.modelVersion() + " was not promoted: " + run.decisionReason());
                    }
                    return Boolean.TRUE.equals(run.promoted());
                })
                .orElse(false);
    }

    @Override
    public String text(LoopState state) {
        return "waiting for the decision";
    }

    @Override
    public String summary(LoopState state) {
        return state.lastRun()
                .filter(r -> Boolean.TRUE.equals(r.promoted()))
                .map(r -> "promoted: " + r.decisionReason())
                .orElse("champion " + state.champion());
    }
}

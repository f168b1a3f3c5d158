package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.show.Words;

/** The cleaned listings are frozen into a dataset. */
final class DatasetStage implements Stage {
    /** cleaning-service publishes of its own accord from this many new listings on. */
    private static final int ENOUGH = 200;

    private final Runnable askForSnapshot;
    private boolean asked;

    DatasetStage(Runnable askForSnapshot) {
        this.askForSnapshot = askForSnapshot;
    }

    @Override
    public String name() {
        return "Dataset";
    }

    @Override
    public Part part() {
        return Part.CLEANING;
    }

    @Override
    public boolean isDone(LoopState state) {
        if (state.counts().cleaned() == 0) {
            throw new StageFailure(
                    name(), part(), "no listing is clean: " + state.counts().describe());
        }
        if (!asked && state.datasetVersion().isEmpty() && state.counts().cleaned() < ENOUGH) {
            asked = true;
            askForSnapshot.run();
        }
        return !state.datasetVersion().isEmpty();
    }

    @Override
    public String text(LoopState state) {
        return asked
                ? "asked for one: fewer listings than are published of their own accord (" + ENOUGH + ")"
                : "waiting until no more listings arrive";
    }

    @Override
    public String summary(LoopState state) {
        return "version " + state.datasetVersion() + ", " + Words.count(state.datasetRows(), "row");
    }
}

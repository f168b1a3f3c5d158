package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A network learns, epoch by epoch. */
final class TrainStage implements Stage {
    private long shownEpoch;

    @Override
    public String name() {
        return "Train";
    }

    @Override
    public Part part() {
        return Part.TRAINING;
    }

    @Override
    public boolean isDone(LoopState state) {
        return !state.champion().isEmpty()
                || run(state, name()).map(r -> r.isPast("training")).orElse(false);
    }

    @Override
    public long doneUnits(LoopState state) {
        return state.lastRun().map(Run::epoch).orElse(0L);
    }

    @Override
    public long totalUnits(LoopState state) {
        return state.lastRun().map(Run::epochs).orElse(0L);
    }

    @Override
    public String text(LoopState state) {
        return state.lastRun()
                .map(r -> r.stage().equals("training") ? "epochs · " + figures(r) : r.stage())
                .orElse("waiting for a run");
    }

    @Override
    public List<String> notes(LoopState state) {
        List<String> notes = new ArrayList<>();
        state.lastRun().ifPresent(run -> {
            for (Run.Epoch epoch : run.curve()) {
                if (epoch.number() > shownEpoch) {
                    shownEpoch = epoch.number();
                    notes.add("epoch " + epoch.number() + "/" + run.epochs() + ": "
                            + figures(epoch.trainLoss(), epoch.validationLoss(), epoch.validationAccuracy()));
                }
            }
        });
        return notes;
    }

    @Override
    public String summary(LoopState state) {
        return state.lastRun()
                .map(r -> "run " + r.id() + ", " + r.epoch() + " epochs, " + figures(r))
                .orElse("model " + state.champion());
    }

    /**
     * The newest run.
     *
     * @throws StageFailure if it failed and there is no champion
     */
    static Optional<Run> run(LoopState state, String stage) {
        Optional<Run> run = state.lastRun();
        if (run.isPresent() && run.get().failed() && state.champion().isEmpty()) {
            throw new StageFailure(
                    stage,
                    Part.TRAINING,
                    "run " + run.get().id() + " failed while " + run.get().stage() + ": "
                            + run.get().failure());
        }
        return run;
    }

    private static String figures(Run run) {
        return figures(run.trainLoss(), run.validationLoss(), run.validationAccuracy());
    }

    private static String figures(OptionalDouble loss, OptionalDouble validation, OptionalDouble accuracy) {
        return "loss " + number(loss, 4) + ", validation " + number(validation, 4) + ", accuracy "
                + (accuracy.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * accuracy.getAsDouble()) : "-");
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble()) : "-";
    }
}

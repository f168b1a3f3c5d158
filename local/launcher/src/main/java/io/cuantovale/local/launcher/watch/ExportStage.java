package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;

/** The network is exported to ONNX and proved equal to what was trained. */
final class ExportStage implements Stage {
    private final ParityReport parity;

    ExportStage(ParityReport parity) {
        this.parity = parity;
    }

    @Override
    public String name() {
        return "Export";
    }

    @Override
    public Part part() {
        return Part.TRAINING;
    }

    @Override
    public boolean isDone(LoopState state) {
        return !state.champion().isEmpty()
                || TrainStage.run(state, name()).map(r -> r.isPast("packaging")).orElse(false);
    }

    @Override
    public String text(LoopState state) {
        return state.lastRun().map(Run::stage).orElse("");
    }

    @Override
    public String summary(LoopState state) {
        String differences =
                state.lastRun().map(Run::modelVersion).map(parity::of).orElse("");
        return "ONNX, parity proved" + (differences.isEmpty() ? "" : "; " + differences);
    }
}

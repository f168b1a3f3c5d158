package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import java.util.Locale;
import java.util.stream.Collectors;

/** The network is exported to ONNX and proved equal to what was trained. */
final class ExportStage implements Stage {
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
        String parity = state.lastRun().map(ExportStage::parity).orElse("");
        return "ONNX" + (parity.isEmpty() ? ", parity proved" : ", parity: " + parity);
    }

    private static String parity(Run run) {
        return run.metrics().entrySet().stream()
                .filter(e -> e.getKey().contains("parity"))
                .map(e -> e.getKey().replaceAll("^parity[._]", "").replace('_', ' ') + " "
                        + String.format(Locale.ROOT, "%.1e", e.getValue()))
                .collect(Collectors.joining(", "));
    }
}

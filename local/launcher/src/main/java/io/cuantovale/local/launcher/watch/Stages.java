package io.cuantovale.local.launcher.watch;

import java.util.List;

/** The steps of the loop in their order. */
public final class Stages {
    private Stages() {}

    /**
     * From the first page to a served model.
     *
     * @param askForSnapshot asks cleaning-service for a dataset; used once if there are too few listings for one of
     *     their own accord
     * @param parity tells how exact an export is
     */
    public static List<Stage> all(Runnable askForSnapshot, ParityReport parity) {
        return List.of(
                new CrawlStage(),
                new CleanStage(),
                new DatasetStage(askForSnapshot),
                new TrainStage(),
                new ExportStage(parity),
                new GateStage(),
                new ServeStage());
    }
}

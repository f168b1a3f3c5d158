package io.cuantovale.local.launcher.watch;

import java.util.List;
import java.util.Optional;

/**
 * Where the loop stands: what the services answer at one moment.
 *
 * @param crawls crawls and imports, oldest first
 * @param datasetVersion the newest dataset, empty before the first
 * @param datasetRows its rows
 * @param runs training runs, oldest first
 * @param champion the version that the registry calls champion, empty before the first
 * @param servedVersion the version that inference-service answers with, empty before the first
 */
public record LoopState(
        List<Crawl> crawls,
        Counts counts,
        String datasetVersion,
        long datasetRows,
        List<Run> runs,
        String champion,
        String servedVersion) {
    static final LoopState EMPTY = new LoopState(List.of(), Counts.NONE, "", 0, List.of(), "", "");

    /** The stage, by the newest thing that has not happened yet. */
    public String stage() {
        if (!servedVersion.isEmpty()) {
            return "ready";
        }
        if (!champion.isEmpty()) {
            return "serve";
        }
        Optional<Run> run = lastRun();
        if (run.isPresent()) {
            return run.get().failed() ? "failed" : run.get().ended() ? "gate" : "train";
        }
        if (!datasetVersion.isEmpty()) {
            return "train";
        }
        if (crawls.isEmpty() && counts.scraped() == 0) {
            return "empty";
        }
        return crawlsEnded() ? (counts.addUp() ? "dataset" : "clean") : "crawl";
    }

    /** Whether anything has ever been asked for or has arrived here. */
    public boolean hasListings() {
        return !crawls.isEmpty() || counts.scraped() > 0;
    }

    public boolean crawlsEnded() {
        return crawls.stream().allMatch(Crawl::ended);
    }

    public long listingsEmitted() {
        return crawls.stream().mapToLong(Crawl::listingsEmitted).sum();
    }

    public Optional<Run> lastRun() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }
}

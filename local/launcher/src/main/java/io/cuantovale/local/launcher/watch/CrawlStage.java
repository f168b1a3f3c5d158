package io.cuantovale.local.launcher.watch;

import io.cuantovale.local.launcher.config.Part;
import io.cuantovale.local.launcher.show.Words;
import java.util.ArrayList;
import java.util.List;

/** Pages and files become listings. */
final class CrawlStage implements Stage {
    @Override
    public String name() {
        return "Crawl";
    }

    @Override
    public Part part() {
        return Part.SCRAPER;
    }

    @Override
    public boolean isDone(LoopState state) {
        for (Crawl crawl : state.crawls()) {
            if (crawl.unsuccessful() && crawl.listingsEmitted() == 0) {
                throw new StageFailure(
                        name(),
                        part(),
                        crawl.kind() + " of " + crawl.source() + " " + crawl.state() + ": " + crawl.reason());
            }
        }
        return state.hasListings() && state.crawlsEnded();
    }

    @Override
    public long doneUnits(LoopState state) {
        return state.listingsEmitted();
    }

    @Override
    public long totalUnits(LoopState state) {
        boolean known = !state.crawls().isEmpty() && state.crawls().stream().allMatch(c -> c.listingsExpected() > 0);
        return known
                ? state.crawls().stream().mapToLong(Crawl::listingsExpected).sum()
                : 0;
    }

    @Override
    public String text(LoopState state) {
        Counts counts = state.counts();
        return "listings · " + totals(state) + " · " + Words.count(counts.cleaned()) + " cleaned, "
                + Words.count(counts.rejected()) + " rejected";
    }

    @Override
    public String summary(LoopState state) {
        return Words.count(state.listingsEmitted(), "listing") + " · " + totals(state) + unsuccessful(state);
    }

    private static String totals(LoopState state) {
        long pages = state.crawls().stream().mapToLong(Crawl::pagesFetched).sum();
        long photos = state.crawls().stream().mapToLong(Crawl::photosStored).sum();
        long failed = state.crawls().stream().mapToLong(Crawl::pagesFailed).sum();
        long skipped = state.crawls().stream().mapToLong(Crawl::linesSkipped).sum();
        List<String> parts = new ArrayList<>();
        parts.add(Words.count(pages, "page"));
        parts.add(Words.count(photos, "photo"));
        if (failed > 0) {
            parts.add(Words.count(failed, "page") + " failed");
        }
        if (skipped > 0) {
            parts.add(Words.count(skipped, "line") + " skipped");
        }
        return String.join(", ", parts);
    }

    private static String unsuccessful(LoopState state) {
        StringBuilder text = new StringBuilder();
        state.crawls().stream()
                .filter(Crawl::unsuccessful)
                .forEach(c -> text.append("\n")
                        .append(c.kind())
                        .append(" of ")
                        .append(c.source())
                        .append(' ')
                        .append(c.state())
                        .append(": ")
                        .append(c.reason()));
        return text.toString();
    }
}

package io.cuantovale.local.launcher.watch;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A crawl of a portal or an import of a file, as scraper-service tells it.
 *
 * @param listingsExpected 0 while unknown
 * @param reason why it failed or stopped, empty otherwise
 */
public record Crawl(
        String id,
        String kind,
        String source,
        String state,
        String reason,
        long pagesFetched,
        long pagesFailed,
        long linesSkipped,
        long listingsEmitted,
        long listingsExpected,
        long photosStored) {
    public boolean ended() {
        return state.equals("completed") || unsuccessful();
    }

    /** Failed, or stopped by the portal: nothing more will come. */
    public boolean unsuccessful() {
        return state.equals("failed") || state.equals("stopped");
    }

    @JsonIgnore
    public boolean isImport() {
        return kind.equals("import");
    }
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.kit.events.EventContext;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A crawl of a portal or an import of a file.
 *
 * @param portal profile name; for imports the source that listings belong to
 * @param location start URL or null; for imports the path of the file
 * @param photos folder of an import's photos; null for {@code photos} beside the file
 * @param maxListings null without bound
 * @param request ids of the request: its event, its correlation
 * @param reason why it failed or stopped; null else
 * @param nextLine imports: first line that is not yet sent
 */
public record Crawl(
        String id,
        Kind kind,
        String portal,
        State state,
        @Nullable String location,
        @Nullable String photos,
        @Nullable Integer maxListings,
        String requestedBy,
        String requestReason,
        EventContext request,
        boolean accepted,
        @Nullable String reason,
        Progress progress,
        long nextLine,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Pages or a file. */
    public enum Kind {
        CRAWL,
        IMPORT;

        /** As in events and REST. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with that id. */
        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** How far it is. */
    public enum State {
        REQUESTED,
        RUNNING,
        COMPLETED,
        /** It could not be done. */
        FAILED,
        /** The portal does not want it. */
        STOPPED;

        /** As in the database and REST. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state with that id. */
        public static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What was counted so far.
     *
     * @param listingsExpected null until known
     */
    public record Progress(
            long pagesFetched,
            long listingsFound,
            long listingsEmitted,
            @Nullable Long listingsExpected,
            long photosStored,
            long pagesFailed,
            long linesSkipped) {
        public static final Progress NONE = new Progress(0, 0, 0, null, 0, 0, 0);
    }

    /** The same request under another id. */
    public Crawl withId(String other, EventContext context) {
        return new Crawl(
                other,
                kind,
                portal,
                state,
                location,
                photos,
                maxListings,
                requestedBy,
                requestReason,
                context,
                accepted,
                reason,
                progress,
                nextLine,
                requestedAt,
                startedAt,
                finishedAt);
    }

    /** What must not run twice at a time: a portal, or one import. */
    public String lane() {
        return kind == Kind.CRAWL ? "portal:" + portal : "import:" + id;
    }
}

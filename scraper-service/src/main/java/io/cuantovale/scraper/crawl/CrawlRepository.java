package io.cuantovale.scraper.crawl;

import io.cuantovale.kit.events.EventContext;
import io.cuantovale.scraper.crawl.Crawl.Kind;
import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.Crawl.State;
import io.cuantovale.state.StateDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Crawls in the service's database. */
@Singleton
public class CrawlRepository {
    private static final int LONGEST_REASON = 4_000;

    private final Jdbi jdbi;

    @Inject
    public CrawlRepository(StateDatabase database) {
        this(database.jdbi());
    }

    CrawlRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps a request; the same id again changes nothing but its acceptance. */
    public void request(Crawl crawl) {
        jdbi.useTransaction(h -> {
            h.createUpdate("""
                            insert into crawl (id, kind, portal, state, location, photos, max_listings, requested_by,
                                request_reason, request_event_id, correlation_id, accepted, requested_at)
                            values (:id, :kind, :portal, 'requested', :location, :photos, :max, :by, :why, :event,
                                :correlation, :accepted, :at)
                            on conflict do nothing""")
                    .bind("id", crawl.id())
                    .bind("kind", crawl.kind().id())
                    .bind("portal", crawl.portal())
                    .bind("location", crawl.location())
                    .bind("photos", crawl.photos())
                    .bind("max", crawl.maxListings())
                    .bind("by", crawl.requestedBy())
                    .bind("why", crawl.requestReason())
                    .bind("event", crawl.request().eventId())
                    .bind("correlation", crawl.request().correlationId())
                    .bind("accepted", crawl.accepted())
                    .bind("at", utc(crawl.requestedAt()))
                    .execute();
            if (crawl.accepted()) {
                h.createUpdate("update crawl set accepted = true where id = :id")
                        .bind("id", crawl.id())
                        .execute();
            }
        });
    }

    public Optional<Crawl> find(String id) {
        return jdbi.withHandle(h -> h.createQuery("select * from crawl where id = :id")
                .bind("id", id)
                .map((rs, _) -> crawl(rs))
                .findOne());
    }

    /** The newest first. */
    public List<Crawl> newest(int limit) {
        return jdbi.withHandle(h -> h.createQuery("select * from crawl order by requested_at desc, id limit :limit")
                .bind("limit", limit)
                .map((rs, _) -> crawl(rs))
                .list());
    }

    /** What was accepted and is not finished, the oldest first. */
    public List<Crawl> unfinished() {
        return jdbi.withHandle(h -> h.createQuery("""
                        select * from crawl where state in ('requested', 'running') and accepted = true
                        order by requested_at, id""").map((rs, _) -> crawl(rs)).list());
    }

    /** Requests that did not come back from their topic since the given moment. */
    public List<Crawl> unheard(Instant before) {
        return jdbi.withHandle(h -> h.createQuery("""
                        select * from crawl where state = 'requested' and accepted = false and requested_at < :before
                        order by requested_at, id""")
                .bind("before", utc(before))
                .map((rs, _) -> crawl(rs))
                .list());
    }

    public void start(String id, Instant now) {
        jdbi.useHandle(
                h -> h.createUpdate("""
                        update crawl set state = 'running', started_at = coalesce(started_at, :now)
                        where id = :id and state in ('requested', 'running')""").bind("id", id).bind("now", utc(now)).execute());
    }

    /** Ends a crawl; its finished pages are forgotten, those that failed are kept. */
    public void finish(String id, State state, @Nullable String reason, Instant now) {
        jdbi.useTransaction(h -> {
            h.createUpdate("update crawl set state = :state, reason = :reason, finished_at = :now where id = :id")
                    .bind("id", id)
                    .bind("state", state.id())
                    .bind("reason", cut(reason))
                    .bind("now", utc(now))
                    .execute();
            h.createUpdate("delete from page where crawl_id = :id and state in ('done', 'pending')")
                    .bind("id", id)
                    .execute();
        });
    }

    public void expect(String id, long listings) {
        jdbi.useHandle(h -> h.createUpdate("update crawl set listings_expected = :n where id = :id")
                .bind("id", id)
                .bind("n", listings)
                .execute());
    }

    /** Adds to the counts, within the caller's transaction. */
    static void count(Handle handle, String id, Progress more) {
        handle.createUpdate("""
                        update crawl set pages_fetched = pages_fetched + :fetched,
                            listings_found = listings_found + :found,
                            listings_emitted = listings_emitted + :emitted,
                            photos_stored = photos_stored + :photos,
                            pages_failed = pages_failed + :failed,
                            lines_skipped = lines_skipped + :skipped
                        where id = :id""")
                .bind("id", id)
                .bind("fetched", more.pagesFetched())
                .bind("found", more.listingsFound())
                .bind("emitted", more.listingsEmitted())
                .bind("photos", more.photosStored())
                .bind("failed", more.pagesFailed())
                .bind("skipped", more.linesSkipped())
                .execute();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    private static Crawl crawl(ResultSet rs) throws SQLException {
        return new Crawl(
                rs.getString("id"),
                Kind.of(rs.getString("kind")),
                rs.getString("portal"),
                State.of(rs.getString("state")),
                rs.getString("location"),
                rs.getString("photos"),
                rs.getObject("max_listings", Integer.class),
                rs.getString("requested_by"),
                rs.getString("request_reason"),
                new EventContext(rs.getString("request_event_id"), rs.getString("correlation_id"), null),
                rs.getBoolean("accepted"),
                rs.getString("reason"),
                new Progress(
                        rs.getLong("pages_fetched"),
                        rs.getLong("listings_found"),
                        rs.getLong("listings_emitted"),
                        rs.getObject("listings_expected", Long.class),
                        rs.getLong("photos_stored"),
                        rs.getLong("pages_failed"),
                        rs.getLong("lines_skipped")),
                rs.getLong("next_line"),
                instant(rs, "requested_at").orElseThrow(),
                instant(rs, "started_at").orElse(null),
                instant(rs, "finished_at").orElse(null));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}

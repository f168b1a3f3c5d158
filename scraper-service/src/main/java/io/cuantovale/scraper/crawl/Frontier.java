package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.parse.ListingLinks.Detail;
import io.cuantovale.state.StateDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a crawl knows of, in the database: a crawl that is cut off goes on where it stood. What a page gave
 * and that it is done are kept in one transaction, so that nothing is lost and only a page that was under way is read
 * again.
 */
@Singleton
public class Frontier {
    private static final String LISTING = "listing";
    private static final String DETAIL = "detail";
    private static final int LONGEST_NOTE = 1_000;

    private final Jdbi jdbi;

    @Inject
    public Frontier(StateDatabase database) {
        this(database.jdbi());
    }

    Frontier(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A page to read.
     *
     * @param key for listing pages {@code start:page}, for detail pages the foreign id
     * @param ordinal order of reading
     * @param pageNumber of a listing page, from 1; 0 for detail pages
     */
    public record Page(String key, long ordinal, URI url, int pageNumber) {}

    /** How reading a page ended. */
    public enum End {
        DONE,
        MISSING,
        REFUSED,
        FAILED;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Puts the first listing pages in; those that are known already stay as they are. */
    public void begin(String crawlId, List<Page> pages) {
        jdbi.useTransaction(h -> pages.forEach(p -> insert(h, crawlId, LISTING, p)));
    }

    public List<Page> pendingListingPages(String crawlId, int limit) {
        return pending(crawlId, LISTING, limit);
    }

    public List<Page> pendingDetailPages(String crawlId, int limit) {
        return pending(crawlId, DETAIL, limit);
    }

    public long details(String crawlId) {
        return jdbi.withHandle(h -> details(h, crawlId));
    }

    /**
     * A listing page was read.
     *
     * @param next the page after it; null where it is the last
     * @param maxListings details beyond this are not taken
     * @return how many details were new
     */
    public int expand(String crawlId, Page page, List<Detail> details, @Nullable Page next, long maxListings) {
        return jdbi.inTransaction(h -> {
            long known = details(h, crawlId);
            int added = 0;
            for (Detail detail : details) {
                if (known + added >= maxListings) {
                    break;
                }
                Page found = new Page(detail.foreignId(), known + added, detail.url(), 0);
                added += insert(h, crawlId, DETAIL, found);
            }
            if (next != null && added > 0 && known + added < maxListings) {
                insert(h, crawlId, LISTING, next);
            }
            end(h, crawlId, LISTING, page, End.DONE, null);
            CrawlRepository.count(h, crawlId, new Progress(1, added, 0, null, 0, 0, 0));
            return added;
        });
    }

    /** A listing page could not be read; {@code next} is read all the same, null for none. */
    public void endListingPage(String crawlId, Page page, End end, String note, @Nullable Page next) {
        jdbi.useTransaction(h -> {
            if (next != null) {
                insert(h, crawlId, LISTING, next);
            }
            end(h, crawlId, LISTING, page, end, note);
            CrawlRepository.count(h, crawlId, new Progress(1, 0, 0, null, 0, 1, 0));
        });
    }

    /** A detail page was read, or could not be. */
    public void endDetailPage(String crawlId, Page page, End end, @Nullable String note, Progress counted) {
        jdbi.useTransaction(h -> {
            if (end(h, crawlId, DETAIL, page, end, note) > 0) {
                CrawlRepository.count(h, crawlId, counted);
            }
        });
    }

    private List<Page> pending(String crawlId, String kind, int limit) {
        return jdbi.withHandle(h -> h.createQuery("""
                        select page_key, ordinal, url, page_number from page
                        where crawl_id = :id and kind = :kind and state = 'pending' order by ordinal limit :limit""")
                .bind("id", crawlId)
                .bind("kind", kind)
                .bind("limit", limit)
                .map((rs, _) -> new Page(rs.getString(1), rs.getLong(2), URI.create(rs.getString(3)), rs.getInt(4)))
                .list());
    }

    private static long details(Handle handle, String crawlId) {
        return handle.createQuery("select count(*) from page where crawl_id = :id and kind = 'detail'")
                .bind("id", crawlId)
                .mapTo(Long.class)
                .one();
    }

    private static int insert(Handle handle, String crawlId, String kind, Page page) {
        return handle.createUpdate("""
                        insert into page (crawl_id, kind, page_key, ordinal, url, page_number, state)
                        values (:id, :kind, :key, :ordinal, :url, :number, 'pending') on conflict do nothing""")
                .bind("id", crawlId)
                .bind("kind", kind)
                .bind("key", page.key())
                .bind("ordinal", page.ordinal())
                .bind("url", page.url().toString())
                .bind("number", page.pageNumber())
                .execute();
    }

    private static int end(Handle handle, String crawlId, String kind, Page page, End end, @Nullable String note) {
        return handle.createUpdate("""
                        update page set state = :state, note = :note
                        where crawl_id = :id and kind = :kind and page_key = :key and state = 'pending'""")
                .bind("id", crawlId)
                .bind("kind", kind)
                .bind("key", page.key())
                .bind("state", end.id())
                .bind("note", note == null || note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE))
                .execute();
    }
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.state.StateDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Lines of imported files that hold no listing: kept as they stood, without phone numbers and e-mail addresses. */
@Singleton
public class SkippedLines {
    private final Jdbi jdbi;

    @Inject
    public SkippedLines(StateDatabase database) {
        this(database.jdbi());
    }

    SkippedLines(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @param line number in the file, from 1
     * @param text the line as it stood
     */
    public record Skipped(long line, String reason, String text) {}

    public List<Skipped> of(String crawlId, int limit) {
        return jdbi.withHandle(h -> h.createQuery("""
                        select line_number, reason, line from skipped_line where crawl_id = :id
                        order by line_number limit :limit""")
                .bind("id", crawlId)
                .bind("limit", limit)
                .map((rs, _) -> new Skipped(rs.getLong(1), rs.getString(2), rs.getString(3)))
                .list());
    }

    /** Keeps how far an import is, with what it skipped and counted, in one transaction. */
    void advance(Crawl crawl, long nextLine, List<Skipped> lines, Progress counted) {
        jdbi.useTransaction(h -> {
            if (!lines.isEmpty()) {
                PreparedBatch batch = h.prepareBatch("""
                        insert into skipped_line (crawl_id, line_number, reason, line)
                        values (:id, :line, :reason, :text) on conflict do nothing""");
                lines.forEach(s -> batch.bind("id", crawl.id())
                        .bind("line", s.line())
                        .bind("reason", s.reason())
                        .bind("text", s.text())
                        .add());
                batch.execute();
            }
            h.createUpdate("update crawl set next_line = :next where id = :id")
                    .bind("next", nextLine)
                    .bind("id", crawl.id())
                    .execute();
            CrawlRepository.count(h, crawl.id(), counted);
        });
    }
}

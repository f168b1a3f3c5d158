package io.cuantovale.scraper.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.Crawl.State;
import io.cuantovale.scraper.crawl.Frontier.End;
import io.cuantovale.scraper.crawl.Frontier.Page;
import io.cuantovale.scraper.crawl.parse.ListingLinks.Detail;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same migrations and statements on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrawlStateIT {
    enum Database {
        H2,
        POSTGRESQL
    }

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

    private EmbeddedPostgres postgres;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aRequestIsKeptOnceAndHeardOnce(Database database) {
        CrawlRepository crawls = new CrawlRepository(migrated(database));
        Crawl asked = crawl(5);
        crawls.request(asked);
        crawls.request(asked);
        assertThat(crawls.unfinished()).isEmpty();
        assertThat(crawls.unheard(NOW.plusSeconds(1))).extracting(Crawl::id).containsExactly(asked.id());
        crawls.request(accepted(asked));
        assertThat(crawls.unheard(NOW.plusSeconds(1))).isEmpty();
        assertThat(crawls.unfinished()).singleElement().satisfies(c -> {
            assertThat(c.maxListings()).isEqualTo(5);
            assertThat(c.request()).isEqualTo(asked.request());
            assertThat(c.requestedAt()).isEqualTo(NOW);
            assertThat(c.startedAt()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aPageAndWhatFollowsFromItChangeTogether(Database database) {
        Jdbi jdbi = migrated(database);
        CrawlRepository crawls = new CrawlRepository(jdbi);
        Frontier frontier = new Frontier(jdbi);
        Crawl crawl = accepted(crawl(null));
        crawls.request(crawl);
        crawls.start(crawl.id(), NOW);
        Page first = new Page("0:1", 0, URI.create("http://p/venta"), 1);
        Page second = new Page("0:2", 0, URI.create("http://p/venta?pag=2"), 2);
        frontier.begin(crawl.id(), List.of(first));
        frontier.begin(crawl.id(), List.of(first));
        List<Detail> details =
                List.of(new Detail("1", URI.create("http://p/1")), new Detail("2", URI.create("http://p/2")));
        assertThat(frontier.expand(crawl.id(), first, details, second, 3)).isEqualTo(2);
        assertThat(frontier.pendingListingPages(crawl.id(), 9)).containsExactly(second);
        List<Detail> more = List.of(
                new Detail("2", URI.create("http://p/2")),
                new Detail("3", URI.create("http://p/3")),
                new Detail("4", URI.create("http://p/4")));
        assertThat(frontier.expand(crawl.id(), second, more, new Page("0:3", 0, second.url(), 3), 3))
                .isEqualTo(1);
        assertThat(frontier.pendingListingPages(crawl.id(), 9))
                .as("enough listings")
                .isEmpty();
        List<Page> pending = frontier.pendingDetailPages(crawl.id(), 9);
        assertThat(pending).extracting(Page::key).containsExactly("1", "2", "3");
        Progress one = new Progress(1, 0, 1, null, 1, 0, 0);
        frontier.endDetailPage(crawl.id(), pending.getFirst(), End.DONE, null, one);
        frontier.endDetailPage(crawl.id(), pending.getFirst(), End.DONE, null, one);
        assertThat(frontier.pendingDetailPages(crawl.id(), 9))
                .extracting(Page::key)
                .containsExactly("2", "3");
        Crawl now = crawls.find(crawl.id()).orElseThrow();
        assertThat(now.progress()).as("counted once").isEqualTo(new Progress(3, 3, 1, null, 1, 0, 0));
        assertThat(now.state()).isEqualTo(State.RUNNING);
        crawls.finish(crawl.id(), State.STOPPED, "r", NOW);
        assertThat(crawls.find(crawl.id()).orElseThrow().reason()).isEqualTo("r");
        assertThat(frontier.pendingDetailPages(crawl.id(), 9)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void skippedLinesAndThePositionAreKeptTogether(Database database) {
        Jdbi jdbi = migrated(database);
        CrawlRepository crawls = new CrawlRepository(jdbi);
        SkippedLines lines = new SkippedLines(jdbi);
        Crawl crawl = accepted(crawl(null));
        crawls.request(crawl);
        SkippedLines.Skipped skipped = new SkippedLines.Skipped(7, "3 fields", "ñandú,\"x\ny\"");
        lines.advance(crawl, 8, List.of(skipped), new Progress(0, 5, 5, null, 0, 0, 1));
        assertThat(lines.of(crawl.id(), 10)).containsExactly(skipped);
        assertThat(crawls.find(crawl.id()).orElseThrow()).satisfies(c -> {
            assertThat(c.nextLine()).isEqualTo(8);
            assertThat(c.progress().linesSkipped()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void onlyOneReplicaHasAPortalUntilItFallsSilent(Database database) {
        Jdbi jdbi = migrated(database);
        Instant[] now = {NOW};
        Leases one = new Leases(jdbi, "one", Duration.ofSeconds(30), () -> now[0]);
        Leases two = new Leases(jdbi, "two", Duration.ofSeconds(30), () -> now[0]);
        assertThat(one.claim("portal:x")).isTrue();
        assertThat(one.claim("portal:x")).as("renewed").isTrue();
        assertThat(two.claim("portal:x")).isFalse();
        assertThat(two.claim("portal:y")).isTrue();
        now[0] = NOW.plusSeconds(31);
        assertThat(two.claim("portal:x")).as("after its time").isTrue();
        assertThat(one.claim("portal:x")).isFalse();
        two.release("portal:x");
        assertThat(one.claim("portal:x")).isTrue();
    }

    private Jdbi migrated(Database database) {
        DataSource source;
        if (database == Database.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
            source = h2;
        } else {
            source = postgres.getPostgresDatabase();
        }
        Flyway flyway =
                Flyway.configure().dataSource(source).cleanDisabled(false).load();
        flyway.clean();
        flyway.migrate();
        return Jdbi.create(source);
    }

    private static Crawl crawl(@Nullable Integer max) {
        return CrawlRequest.crawl("gallito", null, max, "test", "why", NOW);
    }

    private static Crawl accepted(Crawl c) {
        return new Crawl(
                c.id(),
                c.kind(),
                c.portal(),
                c.state(),
                c.location(),
                c.photos(),
                c.maxListings(),
                c.requestedBy(),
                c.requestReason(),
                c.request(),
                true,
                null,
                c.progress(),
                0,
                c.requestedAt(),
                null,
                null);
    }
}

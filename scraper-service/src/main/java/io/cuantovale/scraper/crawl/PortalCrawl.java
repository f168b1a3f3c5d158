package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Crawl.Progress;
import io.cuantovale.scraper.crawl.Frontier.End;
import io.cuantovale.scraper.crawl.Frontier.Page;
import io.cuantovale.scraper.crawl.fetch.Fetched;
import io.cuantovale.scraper.crawl.fetch.Kind;
import io.cuantovale.scraper.crawl.fetch.PageRenderer;
import io.cuantovale.scraper.crawl.fetch.PoliteClient;
import io.cuantovale.scraper.crawl.parse.ListingLinks;
import io.cuantovale.scraper.crawl.parse.ListingPageParser;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One run of a crawl: listing pages first, so that it is known how much is to come, then the detail pages. */
final class PortalCrawl {
    private static final int DETAILS_PER_ROUND = 20;
    private static final int WORKERS_BESIDE = 2;

    private final Crawl crawl;
    private final PortalProfile profile;
    private final CrawlTools tools;
    private final StopSignal signal;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicInteger pages;

    PortalCrawl(Crawl crawl, PortalProfile profile, CrawlTools tools, StopSignal signal) {
        this.signal = signal;
        this.crawl = crawl;
        this.profile = profile;
        this.tools = tools;
        this.pages = new AtomicInteger((int) crawl.progress().pagesFetched());
    }

    /**
     * Crawls until nothing is left to read.
     *
     * @throws CrawlEndedException if the portal stops us or cannot be read
     * @throws InterruptedException if the run is set aside; the crawl goes on from its frontier later
     */
    void run() throws InterruptedException {
        try (PoliteClient client = tools.client(profile, signal)) {
            Optional<Fetched> refused = client.greet();
            if (refused.isPresent()) {
                throw ended(refused.get());
            }
            readListingPages(client);
            tools.crawls().expect(crawl.id(), tools.frontier().details(crawl.id()));
            readDetailPages(client);
        }
    }

    private void readListingPages(PoliteClient client) throws InterruptedException {
        List<URI> starts = crawl.location() == null
                ? profile.startUrls()
                : List.of(profile.baseUrl().resolve(crawl.location()));
        tools.frontier()
                .begin(
                        crawl.id(),
                        IntStream.range(0, starts.size())
                                .mapToObj(i -> new Page(i + ":1", i, starts.get(i), 1))
                                .toList());
        ListingPageParser parser = new ListingPageParser(profile);
        List<Page> pending;
        while (!(pending = tools.frontier().pendingListingPages(crawl.id(), 1)).isEmpty()) {
            Page page = pending.getFirst();
            checkBudget();
            Fetched fetched = client.page(page.url(), Kind.PAGE);
            tell("listing", fetched);
            if (fetched instanceof Fetched.Content content) {
                ListingLinks links = parser.parse(HtmlPages.parse(content));
                List<ListingLinks.Detail> details = links.saysEmpty() ? List.of() : links.details();
                tools.frontier()
                        .expand(crawl.id(), page, details, NextPage.after(page, profile.pagination()), maxListings());
            } else {
                // One listing page that fails must not hide those after it.
                Page next = fetched instanceof Fetched.Failed ? NextPage.after(page, profile.pagination()) : null;
                tools.frontier().endListingPage(crawl.id(), page, end(fetched), fetched.toString(), next);
            }
        }
        if (tools.frontier().details(crawl.id()) == 0 && failuresInARow.get() > 0) {
            throw CrawlEndedException.failed("no listing page could be read");
        }
    }

    private long maxListings() {
        Integer asked = crawl.maxListings();
        Integer allowed = profile.politeness().maxListings();
        return Math.min(asked == null ? Long.MAX_VALUE : asked, allowed == null ? Long.MAX_VALUE : allowed);
    }

    private void readDetailPages(PoliteClient client) throws InterruptedException {
        Optional<PageRenderer> renderer = tools.renderers().open(profile);
        // While one worker waits for the portal, others store and send: how many ask at a time, the client sees to.
        int workers = profile.politeness().concurrency() + WORKERS_BESIDE;
        try (ExecutorService pool = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("crawl-" + profile.name() + "-", 0).factory())) {
            DetailPages details = tools.details(profile, client, renderer);
            List<Page> pending;
            while (!(pending = tools.frontier().pendingDetailPages(crawl.id(), workers * DETAILS_PER_ROUND))
                    .isEmpty()) {
                WorkerRound.run(pool, pending, workers, page -> readDetail(client, details, page));
            }
        } finally {
            renderer.ifPresent(PageRenderer::close);
        }
    }

    private void readDetail(PoliteClient client, DetailPages details, Page page) throws InterruptedException {
        checkBudget();
        Fetched fetched = client.page(page.url(), Kind.PAGE);
        tell("detail", fetched);
        if (!(fetched instanceof Fetched.Content content)) {
            tools.frontier()
                    .endDetailPage(
                            crawl.id(), page, end(fetched), fetched.toString(), new Progress(1, 0, 0, null, 0, 1, 0));
            return;
        }
        DetailPages.Read read = details.read(crawl, page, content);
        tools.publish(read.listing(), read.context());
        tools.frontier()
                .endDetailPage(crawl.id(), page, End.DONE, null, new Progress(1, 0, 1, null, read.photos(), 0, 0));
        tools.metrics().emitted(profile.name(), "crawl", 1);
    }

    private void checkBudget() throws InterruptedException {
        signal.check();
        if (pages.incrementAndGet() > profile.politeness().maxPages()) {
            throw CrawlEndedException.failed(
                    "politeness.max_pages: " + profile.politeness().maxPages() + " pages were read");
        }
    }

    private void tell(String kind, Fetched fetched) {
        String outcome = switch (fetched) {
            case Fetched.Content _ -> "ok";
            case Fetched.Missing _ -> "missing";
            case Fetched.Refused _ -> "refused";
            case Fetched.Blocked _ -> "blocked";
            case Fetched.Failed _ -> "failed";
        };
        tools.metrics().page(profile.name(), kind, outcome);
        if (fetched instanceof Fetched.Blocked) {
            throw ended(fetched);
        }
        if (fetched instanceof Fetched.Failed(String detail)) {
            if (failuresInARow.incrementAndGet() >= tools.maxFailuresInARow()) {
                throw CrawlEndedException.failed(failuresInARow.get() + " pages in a row failed, the last: " + detail);
            }
        } else {
            failuresInARow.set(0);
        }
    }

    private static End end(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Content _ -> End.DONE;
            case Fetched.Missing _ -> End.MISSING;
            case Fetched.Refused _ -> End.REFUSED;
            case Fetched.Blocked _, Fetched.Failed _ -> End.FAILED;
        };
    }

    private static CrawlEndedException ended(Fetched fetched) {
        return fetched instanceof Fetched.Blocked(String reason)
                ? CrawlEndedException.stopped(reason)
                : CrawlEndedException.failed(
                        fetched instanceof Fetched.Failed(String detail) ? detail : Objects.toString(fetched));
    }
}

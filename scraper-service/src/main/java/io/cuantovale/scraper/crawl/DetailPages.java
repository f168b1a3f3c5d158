package io.cuantovale.scraper.crawl;

import io.cuantovale.contracts.event.ListingScraped;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.contracts.event.RawFact;
import io.cuantovale.kit.events.EventContext;
import io.cuantovale.scraper.crawl.Frontier.Page;
import io.cuantovale.scraper.crawl.fetch.Fetched;
import io.cuantovale.scraper.crawl.fetch.PageRenderer;
import io.cuantovale.scraper.crawl.fetch.PoliteClient;
import io.cuantovale.scraper.crawl.parse.DetailFacts;
import io.cuantovale.scraper.crawl.parse.DetailPageParser;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.redact.PageRedactor;
import io.cuantovale.scraper.crawl.redact.Redactor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** One portal's detail pages: fetched page in, listing out; the page redacted first, then stored, then read. */
final class DetailPages {
    private static final Set<String> PROSE = Set.of(RawFact.TITLE);

    private final PortalProfile profile;
    private final PoliteClient client;
    private final Optional<PageRenderer> renderer;
    private final Shelf shelf;
    private final CrawlMetrics metrics;
    private final InstantSource clock;
    private final DetailPageParser parser;
    private final PageRedactor redactor;

    DetailPages(
            PortalProfile profile,
            PoliteClient client,
            Optional<PageRenderer> renderer,
            Shelf shelf,
            CrawlMetrics metrics,
            InstantSource clock) {
        this.profile = profile;
        this.client = client;
        this.renderer = renderer;
        this.shelf = shelf;
        this.metrics = metrics;
        this.clock = clock;
        this.parser = new DetailPageParser(profile);
        this.redactor = redactor(profile);
    }

    /** A listing, how many photos it brought, and the ids of its event. */
    record Read(ListingScraped listing, EventContext context, int photos) {}

    Read read(Crawl crawl, Page page, Fetched.Content content) throws InterruptedException {
        Document document = HtmlPages.parse(content);
        if (renderer.isPresent() && profile.detailPage().needsBrowser() && lacksBrowserFacts(document)) {
            Optional<String> rendered = renderer.get().render(content, client);
            if (rendered.isPresent()) {
                document = Jsoup.parse(rendered.get(), content.address().toString());
            }
        }
        redactor.redact(document, Set.of(page.key()));
        document.outputSettings().prettyPrint(false);
        document.charset(StandardCharsets.UTF_8);
        String snapshot = shelf.page(document.outerHtml().getBytes(StandardCharsets.UTF_8));
        DetailFacts found = parser.parse(document);
        Map<String, String> facts = new HashMap<>(found.facts());
        List<PhotoRef> photos = photos(content.address(), found.photos(), facts);
        metrics.facts(profile.name(), profile.detailPage().facts().keySet(), facts);
        ListingScraped listing = new ListingScraped(
                profile.name(),
                page.key(),
                Redactor.url(content.address().toString()),
                clock.instant(),
                crawl.id(),
                profile.parserVersion(),
                facts,
                photos,
                snapshot);
        return new Read(listing, EventIds.of(crawl, page.key(), 0), photos.size());
    }

    /** Plain HTTP where that suffices: a browser only for what the page as served does not show. */
    private boolean lacksBrowserFacts(Document document) {
        Map<String, String> found = parser.parse(document).facts();
        return profile.detailPage().facts().entrySet().stream()
                .anyMatch(f -> f.getValue().browser() && !found.containsKey(f.getKey()));
    }

    private List<PhotoRef> photos(URI page, List<String> addresses, Map<String, String> facts)
            throws InterruptedException {
        List<PhotoRef> photos = new ArrayList<>();
        for (String address : addresses) {
            Object photo = photo(page, address);
            if (photo instanceof PhotoRef ref) {
                photos.add(ref);
            } else {
                metrics.photo("failed");
                // The cover's fault is told first: it is the photo that counts.
                facts.putIfAbsent(RawFact.PHOTO_ERROR, photo.toString());
            }
        }
        return photos;
    }

    /** A {@link PhotoRef}, or why there is none. */
    private Object photo(URI page, String address) throws InterruptedException {
        URI absolute;
        try {
            absolute = page.resolve(address);
        } catch (IllegalArgumentException _) {
            return "not an address";
        }
        return switch (client.photo(absolute)) {
            case Fetched.Content content when content.body().length == 0 -> "empty";
            case Fetched.Content content -> shelf.photo(content.body(), content.mediaType());
            case Fetched.Missing(int status) -> "HTTP " + status;
            case Fetched.Refused(var _, String detail) -> detail;
            case Fetched.Failed(String detail) -> detail;
            case Fetched.Blocked(String reason) -> throw CrawlEndedException.stopped(reason);
        };
    }

    private static PageRedactor redactor(PortalProfile profile) {
        List<String> all = new ArrayList<>();
        List<String> exact = new ArrayList<>();
        profile.detailPage().facts().forEach((name, fact) -> {
            all.add(fact.select());
            if (!PROSE.contains(name)) {
                exact.add(fact.select());
            }
        });
        if (profile.detailPage().photos() != null) {
            all.add(profile.detailPage().photos().select());
        }
        return new PageRedactor(profile.redact(), all, exact);
    }
}

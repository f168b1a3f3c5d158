package io.cuantovale.scraper.crawl.profile;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One portal as data.
 *
 * @param name of the portal, the source of its listings
 * @param version raised whenever the profile reads pages differently
 * @param baseUrl scheme, host and port that relative addresses belong to
 * @param startUrls absolute addresses of first listing pages
 * @param pagination null where a start URL is the only page
 * @param constants facts that hold for every listing of the portal; a fact found on the page wins
 * @param redact CSS selectors of blocks that are removed before a page is stored
 */
public record PortalProfile(
        String name,
        int version,
        URI baseUrl,
        List<URI> startUrls,
        @Nullable Pagination pagination,
        ListingPage listingPage,
        DetailPage detailPage,
        Map<String, String> constants,
        List<String> redact,
        Politeness politeness) {
    public PortalProfile {
        startUrls = List.copyOf(startUrls);
        constants = Map.copyOf(constants);
        redact = List.copyOf(redact);
    }

    /**
     * Page 1 is the start URL itself.
     *
     * @param parameter query parameter that holds the page number
     * @param maxPages listing pages per start URL
     */
    public record Pagination(String parameter, int maxPages) {}

    /**
     * @param detailLinks CSS selector of links that may lead to detail pages
     * @param detailUrl what the address of a detail page contains
     * @param foreignId its first group is the portal's id of the listing
     * @param emptyText text of a listing page without listings; null if unknown
     */
    public record ListingPage(
            String detailLinks,
            Pattern detailUrl,
            Pattern foreignId,
            @Nullable String emptyText) {}

    /**
     * @param facts by fact name
     * @param photos null where listings have none
     * @param browser null where no fact needs a browser
     */
    public record DetailPage(
            Map<String, FactSelector> facts,
            @Nullable PhotoSelector photos,
            @Nullable BrowserStep browser) {
        public DetailPage {
            facts = Map.copyOf(facts);
        }

        /** Whether any fact appears only in a browser. */
        public boolean needsBrowser() {
            return browser != null && facts.values().stream().anyMatch(FactSelector::browser);
        }
    }

    /**
     * @param select CSS selector; the first element counts
     * @param attribute whose value is the text; null for the element's own text
     * @param pattern its first group is the text; null for the whole
     * @param browser whether the element appears only after scripts ran
     */
    public record FactSelector(
            String select,
            @Nullable String attribute,
            @Nullable Pattern pattern,
            boolean browser) {}

    /**
     * @param select CSS selector in the gallery's order, the cover first
     * @param attribute that holds the address
     * @param max photos taken per listing
     * @param hosts further hosts that photos may come from
     */
    public record PhotoSelector(String select, String attribute, int max, List<String> hosts) {
        public PhotoSelector {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * @param click CSS selector of what opens the hidden part; null where nothing must be clicked
     * @param waitFor CSS selector of what then appears
     * @param timeout how long to wait for it
     */
    public record BrowserStep(@Nullable String click, String waitFor, Duration timeout) {}

    /**
     * @param userAgent as sent
     * @param robotsName by which robots.txt may address the crawler
     * @param delay between the starts of two requests to one host, unless robots.txt asks for more
     * @param concurrency requests to one host at the same time
     * @param timeout of one request, body included
     * @param retries after the first attempt, for timeouts and errors of the server
     * @param maxPages requests for pages per crawl
     * @param maxListings per crawl; null without bound
     * @param maxPageBytes larger pages are refused
     * @param maxPhotoBytes larger photos are refused
     */
    public record Politeness(
            String userAgent,
            String robotsName,
            Duration delay,
            int concurrency,
            Duration timeout,
            int retries,
            int maxPages,
            @Nullable Integer maxListings,
            int maxPageBytes,
            int maxPhotoBytes) {}

    /** Which parser and profile read a page. */
    public String parserVersion() {
        return "html-1/" + name + "-" + version;
    }
}

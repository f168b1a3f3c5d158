package io.cuantovale.scraper.crawl.parse;

import java.net.URI;
import java.util.List;

/**
 * What a listing page leads to.
 *
 * @param details detail pages in the page's order, each listing once
 * @param saysEmpty whether the page says that nothing was found
 */
public record ListingLinks(List<Detail> details, boolean saysEmpty) {
    public ListingLinks {
        details = List.copyOf(details);
    }

    /** A detail page and the portal's id of its listing. */
    public record Detail(String foreignId, URI url) {}
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Frontier.Page;
import io.cuantovale.scraper.crawl.profile.PortalProfile.Pagination;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Goes from one listing page to the next: {@code /venta}, {@code /venta?pag=2}, {@code /venta?pag=3}. */
final class NextPage {
    private NextPage() {}

    /** The page after this one; null where the profile allows no further. */
    static @Nullable Page after(Page page, @Nullable Pagination pagination) {
        if (pagination == null || page.pageNumber() >= pagination.maxPages()) {
            return null;
        }
        int number = page.pageNumber() + 1;
        String chain = page.key().substring(0, page.key().indexOf(':'));
        String first = first(page, pagination);
        char joint = first.indexOf('?') < 0 ? '?' : '&';
        return new Page(
                chain + ":" + number,
                // Start URLs one after the other, and each one's pages in order.
                page.ordinal(),
                URI.create(first + joint + pagination.parameter() + "=" + number),
                number);
    }

    private static String first(Page page, Pagination pagination) {
        String address = page.url().toString();
        int added = page.pageNumber() == 1 ? 0 : ("?" + pagination.parameter() + "=" + page.pageNumber()).length();
        return address.substring(0, address.length() - added);
    }
}

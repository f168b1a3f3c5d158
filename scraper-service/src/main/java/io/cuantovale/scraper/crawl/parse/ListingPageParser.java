package io.cuantovale.scraper.crawl.parse;

import io.cuantovale.scraper.crawl.parse.ListingLinks.Detail;
import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.profile.PortalProfile.ListingPage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds the detail pages that a listing page leads to. */
public final class ListingPageParser {
    private final PortalProfile profile;

    public ListingPageParser(PortalProfile profile) {
        this.profile = profile;
    }

    /** @param page whose base address is its own */
    public ListingLinks parse(Document page) {
        ListingPage form = profile.listingPage();
        Map<String, Detail> details = new LinkedHashMap<>();
        for (Element link : page.select(form.detailLinks())) {
            address(link).flatMap(this::detail).ifPresent(d -> details.putIfAbsent(d.foreignId(), d));
        }
        boolean empty = form.emptyText() != null && page.text().contains(form.emptyText());
        return new ListingLinks(List.copyOf(details.values()), empty);
    }

    /** The listing behind an address of this portal; empty where it is none. */
    public Optional<Detail> detail(URI address) {
        ListingPage form = profile.listingPage();
        String path = address.getPath() == null ? "" : address.getPath();
        Matcher id = form.foreignId().matcher(path);
        boolean here = profile.baseUrl().getAuthority().equals(address.getAuthority());
        return here && form.detailUrl().matcher(path).find() && id.find()
                ? Optional.of(new Detail(id.group(1), address))
                : Optional.empty();
    }

    private static Optional<URI> address(Element link) {
        try {
            String absolute = link.absUrl("href");
            return absolute.isEmpty() ? Optional.empty() : Optional.of(URI.create(withoutFragment(absolute)));
        } catch (IllegalArgumentException _) {
            // Not an address: nothing that could be visited.
            return Optional.empty();
        }
    }

    private static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }
}

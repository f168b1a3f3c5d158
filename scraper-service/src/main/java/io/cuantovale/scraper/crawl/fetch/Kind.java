package io.cuantovale.scraper.crawl.fetch;

import java.util.function.Predicate;

/** What is asked for, and which kinds of content answer it. */
public enum Kind {
    /** A page of the portal. */
    PAGE("text/html,application/xhtml+xml", t -> t.equals("text/html") || t.equals("application/xhtml+xml")),
    /** A photo of a listing. What it really holds is for those who decode it to say. */
    PHOTO("image/jpeg,image/png,image/*;q=0.5", t -> t.startsWith("image/") && !t.startsWith("image/svg")),
    /** What a page's script asks for. */
    PAGE_PART(
            "*/*",
            t -> t.equals("text/html")
                    || t.equals("application/json")
                    || t.endsWith("javascript")
                    || t.equals("text/plain")),
    /** robots.txt; many portals send odd types. */
    ROBOTS("text/plain,*/*;q=0.1", t -> true);

    private final String accept;
    private final Predicate<String> mediaTypes;

    Kind(String accept, Predicate<String> mediaTypes) {
        this.accept = accept;
        this.mediaTypes = mediaTypes;
    }

    String accept() {
        return accept;
    }

    boolean takes(String mediaType) {
        return mediaTypes.test(mediaType);
    }
}

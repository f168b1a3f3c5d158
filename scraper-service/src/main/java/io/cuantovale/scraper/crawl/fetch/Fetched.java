package io.cuantovale.scraper.crawl.fetch;

import java.net.URI;

/** How a request ended. */
public sealed interface Fetched {
    /**
     * What was asked for.
     *
     * @param address after redirects
     * @param mediaType lower case, without parameters
     * @param contentType the header as sent, empty without
     */
    record Content(URI address, byte[] body, String mediaType, String contentType) implements Fetched {}

    /** The portal says that there is nothing (any longer): 404 or 410. */
    record Missing(int status) implements Fetched {}

    /** We do not take it: robots.txt, another host, too large, another kind of content. */
    record Refused(Refusal why, String detail) implements Fetched {}

    /** The portal does not want us now: the crawl stops. */
    record Blocked(String reason) implements Fetched {}

    /** It did not work, all retries included. */
    record Failed(String detail) implements Fetched {}

    /** Why we do not take something. */
    enum Refusal {
        ROBOTS,
        OTHER_HOST,
        TOO_LARGE,
        CONTENT_TYPE,
        NOT_AN_ADDRESS
    }
}

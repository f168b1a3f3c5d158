package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Crawl.State;

/** A crawl cannot go on: the portal does not want it, or what was asked for cannot be done. */
final class CrawlEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final State state;

    private CrawlEndedException(State state, String reason) {
        super(reason, null, false, false);
        this.state = state;
    }

    static CrawlEndedException stopped(String reason) {
        return new CrawlEndedException(State.STOPPED, reason);
    }

    static CrawlEndedException failed(String reason) {
        return new CrawlEndedException(State.FAILED, reason);
    }

    State state() {
        return state;
    }

    String reason() {
        return getMessage();
    }
}

package io.cuantovale.scraper.crawl.table;

/** A file that is no table of listings; says what was found and what was expected. */
public final class UnreadableTableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableTableException(String message) {
        super(message);
    }
}

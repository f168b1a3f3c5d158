package io.cuantovale.scraper.crawl.fetch;

import java.time.Duration;

/** How time passes while a crawler waits; tests do not wait. */
@FunctionalInterface
public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
}

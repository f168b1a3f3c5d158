package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Crawl.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What the scraper counts, per portal where it helps; no listing, no address is ever a label. */
@Singleton
public class CrawlMetrics {
    private final MeterRegistry registry;

    @Inject
    public CrawlMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A page was asked for; outcome {@code ok}, {@code missing}, {@code refused}, {@code failed}, {@code blocked}. */
    public void page(String portal, String kind, String outcome) {
        Counter.builder("cuantovale.scraper.pages")
                .description("Pages asked for, by what came of it")
                .tag("portal", portal)
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** How often each fact of a profile was found: found over all is its fill rate. */
    public void facts(String portal, Set<String> asked, Map<String, String> found) {
        for (String fact : asked) {
            String outcome = found.containsKey(fact) ? "found" : "absent";
            Counter.builder("cuantovale.scraper.facts")
                    .description("How often each fact of a profile was found on a page")
                    .tag("portal", portal)
                    .tag("fact", fact)
                    .tag("outcome", outcome)
                    .register(registry)
                    .increment();
        }
    }

    /** A photo: {@code stored}, {@code known} (the same bytes were there), {@code failed}. */
    public void photo(String outcome) {
        Counter.builder("cuantovale.scraper.photos")
                .description("Photos by what came of them: stored, known already, failed")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** A listing is on its topic. */
    public void emitted(String portal, String kind, long listings) {
        Counter.builder("cuantovale.scraper.listings.emitted")
                .description("Listings on their topic")
                .tag("portal", portal)
                .tag("kind", kind)
                .register(registry)
                .increment(listings);
    }

    /** A line of a file held no listing. */
    public void skipped(String portal, long lines) {
        Counter.builder("cuantovale.scraper.lines.skipped")
                .description("Lines of files that held no listing")
                .tag("portal", portal)
                .register(registry)
                .increment(lines);
    }

    /** A portal did not want us. */
    public void blocked(String portal) {
        Counter.builder("cuantovale.scraper.blocks")
                .description("Times that a portal did not want us")
                .tag("portal", portal)
                .register(registry)
                .increment();
    }

    /** A crawl or import ended. */
    public void ended(String portal, String kind, State state, Duration took) {
        Timer.builder("cuantovale.scraper.crawl.duration")
                .description("From start to end of crawls and imports")
                .tag("portal", portal)
                .tag("kind", kind)
                .tag("state", state.id())
                .register(registry)
                .record(took);
    }
}

package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.Crawl.State;
import io.micrometer.core.instrument.MeterRegistry;
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
        registry.counter("cuantovale.scraper.pages", "portal", portal, "kind", kind, "outcome", outcome)
                .increment();
    }

    /** How often each fact of a profile was found: found over all is its fill rate. */
    public void facts(String portal, Set<String> asked, Map<String, String> found) {
        for (String fact : asked) {
            String outcome = found.containsKey(fact) ? "found" : "absent";
            registry.counter("cuantovale.scraper.facts", "portal", portal, "fact", fact, "outcome", outcome)
                    .increment();
        }
    }

    /** A photo: {@code stored}, {@code known} (the same bytes were there), {@code failed}. */
    public void photo(String outcome) {
        registry.counter("cuantovale.scraper.photos", "outcome", outcome).increment();
    }

    /** A listing is on its topic. */
    public void emitted(String portal, String kind, long listings) {
        registry.counter("cuantovale.scraper.listings.emitted", "portal", portal, "kind", kind)
                .increment(listings);
    }

    /** A line of a file held no listing. */
    public void skipped(String portal, long lines) {
        registry.counter("cuantovale.scraper.lines.skipped", "portal", portal).increment(lines);
    }

    /** A portal did not want us. */
    public void blocked(String portal) {
        registry.counter("cuantovale.scraper.blocks", "portal", portal).increment();
    }

    /** A crawl or import ended. */
    public void ended(String portal, String kind, State state, Duration took) {
        registry.timer("cuantovale.scraper.crawl.duration", "portal", portal, "kind", kind, "state", state.id())
                .record(took);
    }
}

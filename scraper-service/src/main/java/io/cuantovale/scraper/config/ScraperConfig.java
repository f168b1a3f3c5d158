package io.cuantovale.scraper.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the scraper. What belongs to one portal stands in its profile. */
@ConfigMapping(prefix = "cuantovale.scraper")
public interface ScraperConfig {
    /** Port of the REST interface. 8081. */
    @WithDefault("8081")
    int port();

    /** Folder with further portal profiles ({@code *.yaml}); one named like a built-in one replaces it. None. */
    Optional<Path> profilesDir();

    /** What this installation changes in a portal's profile, by portal. None. */
    Map<String, Portal> portals();

    /** When portals are crawled without being asked, by portal: {@code every 6h} or a cron expression. None. */
    Map<String, String> schedule();

    /** How a crawl is run. */
    Crawl crawl();

    /** How files are imported. */
    Imports imports();

    /** The browser for pages that need one. */
    Browser browser();

    /** Changes to a profile. */
    interface Portal {
        /** Scheme, host and port in place of the profile's. The profile's. */
        Optional<URI> baseUrl();

        /** Time between the starts of two requests in place of the profile's. The profile's. */
        Optional<Duration> delay();

        /** Requests at the same time in place of the profile's. The profile's. */
        OptionalInt concurrency();

        /** Listings per crawl in place of the profile's. The profile's. */
        OptionalInt maxListings();

        /** Appended to the user agent, so that a portal can reach those who crawl it. None. */
        Optional<String> contact();
    }

    /** Running crawls. */
    interface Crawl {
        /** Name of this process among replicas; its leases are its own again after a restart. The host's name. */
        @WithDefault("${HOSTNAME:scraper}")
        String instance();

        /** How long a silent process keeps its crawls before another may go on with them. 30 s. */
        @WithDefault("PT30S")
        Duration lease();

        /** How often waiting crawls are looked for, besides at once when one is asked for. 2 s. */
        @WithDefault("2s")
        String poll();

        /** Pages in a row that may fail before a crawl fails. 20 pages. */
        @WithDefault("20")
        int maxFailures();

        /** The longest wait that a portal may ask for by Retry-After; a longer one stops the crawl. 10 min. */
        @WithDefault("PT10M")
        Duration maxRetryAfter();

        /** First wait before a retry; doubled for each further one. 500 ms. */
        @WithDefault("PT0.5S")
        Duration retryBackoff();
    }

    /** Imports of files. */
    interface Imports {
        /** Folders that files may be imported from. Without any, every file that the process may read. */
        Optional<List<Path>> folders();

        /** Lines sent before their acknowledgement is awaited and the position kept. 500 lines. */
        @WithDefault("500")
        int batch();

        /** Characters of the longest line that is read; a longer one is skipped. 65 536 characters. */
        @WithDefault("65536")
        int maxLineLength();

        /** Largest photo that is taken. 15 000 000 bytes. */
        @WithDefault("15000000")
        long maxPhotoBytes();
    }

    /** Chromium, run by Playwright. */
    interface Browser {
        /** {@code auto}: when a Chromium is found; {@code on}: must be there; {@code off}: never; default auto. */
        @WithDefault("auto")
        Use enabled();

        /** The Chromium to run. The first of /usr/bin/chromium, /usr/bin/chromium-browser, /usr/bin/google-chrome. */
        Optional<Path> executable();

        /** When to use a browser. */
        enum Use {
            AUTO,
            ON,
            OFF
        }
    }
}

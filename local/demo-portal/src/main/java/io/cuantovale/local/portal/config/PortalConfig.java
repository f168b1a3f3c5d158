package io.cuantovale.local.portal.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What the demo portal publishes and how it asks to be crawled. */
@ConfigMapping(prefix = "cuantovale.portal")
public interface PortalConfig {

    /** Number of advertisements of the built-in sample, repeats and defects included. Default 480, at least 40. */
    @WithDefault("480")
    int listings();

    /** Seed of the built-in sample: the same seed gives the same pages and photos. Default 20260101. */
    @WithDefault("20260101")
    long seed();

    /** Advertisements per grid page. Default 24. */
    @WithDefault("24")
    int pageSize();

    /** Crawl-delay that robots.txt asks for, in seconds. Default 0.01. */
    @WithDefault("0.01")
    double crawlDelaySeconds();

    /** Memory for photos already drawn, in bytes. Default 8 MiB. */
    @WithDefault("8388608")
    long photoCacheBytes();

    /**
     * Folder with a raw-scrape CSV and a {@code photos} folder, published in place of the sample. Default: none, the
     * sample is published.
     */
    Optional<Path> dataDir();
}

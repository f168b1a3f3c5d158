/** Polite access to portals: robots.txt, delays, retries, limits, and the browser where a page needs one. */
@NullMarked
package io.cuantovale.scraper.crawl.fetch;

import org.jspecify.annotations.NullMarked;

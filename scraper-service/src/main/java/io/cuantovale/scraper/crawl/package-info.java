/** Crawls and imports: their state, their engine, their steps. */
@NullMarked
package io.cuantovale.scraper.crawl;

import org.jspecify.annotations.NullMarked;

/** Listings from CSV files. */
@NullMarked
package io.cuantovale.scraper.crawl.table;

import org.jspecify.annotations.NullMarked;

/** From a page to its links and raw facts. */
@NullMarked
package io.cuantovale.scraper.crawl.parse;

import org.jspecify.annotations.NullMarked;

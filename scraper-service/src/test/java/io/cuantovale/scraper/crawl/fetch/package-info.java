/** Tests of polite access. */
@NullMarked
package io.cuantovale.scraper.crawl.fetch;

import org.jspecify.annotations.NullMarked;

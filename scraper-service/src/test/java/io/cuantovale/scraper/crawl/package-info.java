/** Tests of crawls and imports. */
@NullMarked
package io.cuantovale.scraper.crawl;

import org.jspecify.annotations.NullMarked;

/** Personal data removed before anything is stored. */
@NullMarked
package io.cuantovale.scraper.crawl.redact;

import org.jspecify.annotations.NullMarked;

/** Tests of redaction. */
@NullMarked
package io.cuantovale.scraper.crawl.redact;

import org.jspecify.annotations.NullMarked;

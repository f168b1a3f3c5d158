/** Tests of the service as a whole, and the portal they crawl. */
@NullMarked
package io.cuantovale.scraper;

import org.jspecify.annotations.NullMarked;

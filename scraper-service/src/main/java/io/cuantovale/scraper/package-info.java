/** Portal pages and files become listings.scraped. */
@NullMarked
package io.cuantovale.scraper;

import org.jspecify.annotations.NullMarked;

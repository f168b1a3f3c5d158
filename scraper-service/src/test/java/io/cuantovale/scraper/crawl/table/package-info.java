/** Tests of tables. */
@NullMarked
package io.cuantovale.scraper.crawl.table;

import org.jspecify.annotations.NullMarked;

/** Tests of portal profiles. */
@NullMarked
package io.cuantovale.scraper.crawl.profile;

import org.jspecify.annotations.NullMarked;

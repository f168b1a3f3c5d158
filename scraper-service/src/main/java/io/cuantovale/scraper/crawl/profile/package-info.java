/** Portals as data: profiles, read and checked. */
@NullMarked
package io.cuantovale.scraper.crawl.profile;

import org.jspecify.annotations.NullMarked;

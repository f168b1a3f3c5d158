/** Scraped listings kept in the object store beyond the topic's retention. */
@NullMarked
package io.cuantovale.cleaning.cleaning.archive;

import org.jspecify.annotations.NullMarked;

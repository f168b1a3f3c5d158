/** Drawn photos: the condition that a cover shows, how it is painted and encoded, and the cache that holds it. */
@NullMarked
package io.cuantovale.local.portal.photos;

import org.jspecify.annotations.NullMarked;

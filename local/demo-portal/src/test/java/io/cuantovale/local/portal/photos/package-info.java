/** What the drawn photos tell. */
@NullMarked
package io.cuantovale.local.portal.photos;

import org.jspecify.annotations.NullMarked;

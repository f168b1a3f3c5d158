/** What the portal publishes: listings, their raw texts, and where they come from. */
@NullMarked
package io.cuantovale.local.portal.listings;

import org.jspecify.annotations.NullMarked;

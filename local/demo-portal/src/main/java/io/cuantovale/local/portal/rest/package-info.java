/** Pages, photos and the market switch over HTTP. */
@NullMarked
package io.cuantovale.local.portal.rest;

import org.jspecify.annotations.NullMarked;

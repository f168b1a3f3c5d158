/** The portal's pages as a visitor gets them. */
@NullMarked
package io.cuantovale.local.portal.rest;

import org.jspecify.annotations.NullMarked;

/** The sample's distribution and repeatability. */
@NullMarked
package io.cuantovale.local.portal.sample;

import org.jspecify.annotations.NullMarked;

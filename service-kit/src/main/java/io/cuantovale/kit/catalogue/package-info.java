/** The configured places and limits of a property's facts, the same for cleaning and for callers' requests. */
@NullMarked
package io.cuantovale.kit.catalogue;

import org.jspecify.annotations.NullMarked;

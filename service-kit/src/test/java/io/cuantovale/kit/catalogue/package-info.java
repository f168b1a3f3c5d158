/** Tests of catalogue. */
@NullMarked
package io.cuantovale.kit.catalogue;

import org.jspecify.annotations.NullMarked;

/** The service as a whole. */
@NullMarked
package io.cuantovale.inference;

import org.jspecify.annotations.NullMarked;

/** Tests of what all services share. */
@NullMarked
package io.cuantovale.kit;

import org.jspecify.annotations.NullMarked;

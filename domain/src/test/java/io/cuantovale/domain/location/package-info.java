/** Tests of the rules. */
@NullMarked
package io.cuantovale.domain.location;

import org.jspecify.annotations.NullMarked;

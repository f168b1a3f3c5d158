/** Tests of the rules. */
@NullMarked
package io.cuantovale.domain.cleaning;

import org.jspecify.annotations.NullMarked;

/** Tests of the rules. */
@NullMarked
package io.cuantovale.domain.stats;

import org.jspecify.annotations.NullMarked;

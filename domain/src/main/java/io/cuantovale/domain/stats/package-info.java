/** Statistics that more than one service needs. */
@NullMarked
package io.cuantovale.domain.stats;

import org.jspecify.annotations.NullMarked;

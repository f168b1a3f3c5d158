/** Lag and dead letters: the arithmetic, and what a real broker tells. */
@NullMarked
package io.cuantovale.training.lag;

import org.jspecify.annotations.NullMarked;

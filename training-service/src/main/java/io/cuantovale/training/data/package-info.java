/** Dataset rows, decoded photos and the numbers that a network reads. */
@NullMarked
package io.cuantovale.training.data;

import org.jspecify.annotations.NullMarked;

/** The training of one model, from a dataset to a package folder. */
@NullMarked
package io.cuantovale.training.learn;

import org.jspecify.annotations.NullMarked;

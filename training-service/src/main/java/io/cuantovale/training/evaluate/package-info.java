/** Predictions on a dataset's parts and what they say about a model. */
@NullMarked
package io.cuantovale.training.evaluate;

import org.jspecify.annotations.NullMarked;

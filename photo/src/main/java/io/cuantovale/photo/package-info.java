/** The one photo decoder of cleaning, training and serving. */
@NullMarked
package io.cuantovale.photo;

import org.jspecify.annotations.NullMarked;

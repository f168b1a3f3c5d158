/** From a caller's facts and photo to a prediction. */
@NullMarked
package io.cuantovale.gateway.predictions;

import org.jspecify.annotations.NullMarked;

/** The inference replicas: found, watched, chosen, called. */
@NullMarked
package io.cuantovale.gateway.predictions.replica;

import org.jspecify.annotations.NullMarked;

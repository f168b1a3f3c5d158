/** Many predictions in one call, in input order. */
@NullMarked
package io.cuantovale.gateway.predictions.batch;

import org.jspecify.annotations.NullMarked;

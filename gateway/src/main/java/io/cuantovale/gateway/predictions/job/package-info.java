/** Offline batches: kept on disk and in the service's database, so that a restart continues them. */
@NullMarked
package io.cuantovale.gateway.predictions.job;

import org.jspecify.annotations.NullMarked;

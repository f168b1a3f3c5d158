/** Histogram buckets for every timer that people ask quantiles of. */
@NullMarked
package io.cuantovale.kit.metrics;

import org.jspecify.annotations.NullMarked;

/** Frozen datasets: Parquet, manifest and hash. */
@NullMarked
package io.cuantovale.cleaning.cleaning.snapshot;

import org.jspecify.annotations.NullMarked;

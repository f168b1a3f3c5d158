/** Bounded queue, photo decoding and batches in front of one graph. */
@NullMarked
package io.cuantovale.inference.serving.batch;

import org.jspecify.annotations.NullMarked;

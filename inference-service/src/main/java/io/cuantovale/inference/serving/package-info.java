/** Requests in, predictions out: resolves the model, admits, decodes, batches, answers. */
@NullMarked
package io.cuantovale.inference.serving;

import org.jspecify.annotations.NullMarked;

/** Turns callers' tensors into the graph's inputs, as the manifest says. */
@NullMarked
package io.cuantovale.inference.serving.binding;

import org.jspecify.annotations.NullMarked;

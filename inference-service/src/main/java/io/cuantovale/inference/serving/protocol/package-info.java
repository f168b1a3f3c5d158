/** Requests, answers and errors as both wire formats see them. */
@NullMarked
package io.cuantovale.inference.serving.protocol;

import org.jspecify.annotations.NullMarked;

/** Errors as RFC 9457 problem details. */
@NullMarked
package io.cuantovale.kit.problem;

import org.jspecify.annotations.NullMarked;

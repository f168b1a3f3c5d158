/** Tests of correlation. */
@NullMarked
package io.cuantovale.kit.correlation;

import org.jspecify.annotations.NullMarked;

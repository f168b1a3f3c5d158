/** Documents made from the code: written with {@code -Dregenerate=true}, compared otherwise. */
@NullMarked
package io.cuantovale.e2e.docs;

import org.jspecify.annotations.NullMarked;

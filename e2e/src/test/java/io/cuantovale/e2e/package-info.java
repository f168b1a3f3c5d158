/** The whole product under test. */
@NullMarked
package io.cuantovale.e2e;

import org.jspecify.annotations.NullMarked;

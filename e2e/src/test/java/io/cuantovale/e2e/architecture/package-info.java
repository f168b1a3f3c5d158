/** Rules about the structure, held by the build. */
@NullMarked
package io.cuantovale.e2e.architecture;

import org.jspecify.annotations.NullMarked;

/** The object store that configuration names. */
@NullMarked
package io.cuantovale.kit.store;

import org.jspecify.annotations.NullMarked;

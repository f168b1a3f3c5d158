/** Tests of the object stores. */
@NullMarked
package io.cuantovale.store;

import org.jspecify.annotations.NullMarked;

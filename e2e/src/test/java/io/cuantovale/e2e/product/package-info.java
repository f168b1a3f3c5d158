/** One running product that all end-to-end tests share. */
@NullMarked
package io.cuantovale.e2e.product;

import org.jspecify.annotations.NullMarked;

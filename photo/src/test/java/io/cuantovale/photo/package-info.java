/** Tests of the photo decoder. */
@NullMarked
package io.cuantovale.photo;

import org.jspecify.annotations.NullMarked;

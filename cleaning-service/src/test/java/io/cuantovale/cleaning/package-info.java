/** Tests of cleaning-service on a real broker. */
@NullMarked
package io.cuantovale.cleaning;

import org.jspecify.annotations.NullMarked;

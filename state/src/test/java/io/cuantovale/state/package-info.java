/** Tests of the service state on both databases. */
@NullMarked
package io.cuantovale.state;

import org.jspecify.annotations.NullMarked;

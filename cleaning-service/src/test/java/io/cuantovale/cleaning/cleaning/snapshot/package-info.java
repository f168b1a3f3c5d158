/** Tests of frozen datasets without a broker. */
@NullMarked
package io.cuantovale.cleaning.cleaning.snapshot;

import org.jspecify.annotations.NullMarked;

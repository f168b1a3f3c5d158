/** Proof that the schemas describe the records and stay readable for old readers and writers. */
@NullMarked
package io.cuantovale.contracts;

import org.jspecify.annotations.NullMarked;

/** What tests of this service share. */
@NullMarked
package io.cuantovale.training.support;

import org.jspecify.annotations.NullMarked;

/** Tests of the rules. */
@NullMarked
package io.cuantovale.domain;

import org.jspecify.annotations.NullMarked;

/** How far consumers are behind and what lies in dead-letter topics, measured from outside the consumers. */
@NullMarked
package io.cuantovale.training.lag;

import org.jspecify.annotations.NullMarked;

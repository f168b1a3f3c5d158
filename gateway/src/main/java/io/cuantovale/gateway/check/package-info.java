/** The check that images and charts carry with them: one prediction through the public API. */
@NullMarked
package io.cuantovale.gateway.check;

import org.jspecify.annotations.NullMarked;

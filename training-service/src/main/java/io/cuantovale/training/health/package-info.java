/** What readiness and start-up look at. */
@NullMarked
package io.cuantovale.training.health;

import org.jspecify.annotations.NullMarked;

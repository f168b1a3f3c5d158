/** Models, their aliases, and how an alias moves. */
@NullMarked
package io.cuantovale.training.registry;

import org.jspecify.annotations.NullMarked;

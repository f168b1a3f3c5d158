/** Creates the platform's topics at start-up. */
@NullMarked
package io.cuantovale.kit.topics;

import org.jspecify.annotations.NullMarked;

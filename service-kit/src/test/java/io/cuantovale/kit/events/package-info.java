/** Tests of events. */
@NullMarked
package io.cuantovale.kit.events;

import org.jspecify.annotations.NullMarked;

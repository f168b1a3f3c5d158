/** Events in and out: datasets and requests are consumed, everything else leaves through the outbox. */
@NullMarked
package io.cuantovale.training.messaging;

import org.jspecify.annotations.NullMarked;

/** Follows promotions on Kafka. */
@NullMarked
package io.cuantovale.inference.messaging;

import org.jspecify.annotations.NullMarked;

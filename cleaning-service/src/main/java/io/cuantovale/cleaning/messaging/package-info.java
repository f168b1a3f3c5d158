/** Kafka clients, and the loop that answers every scraped listing exactly once. */
@NullMarked
package io.cuantovale.cleaning.messaging;

import org.jspecify.annotations.NullMarked;

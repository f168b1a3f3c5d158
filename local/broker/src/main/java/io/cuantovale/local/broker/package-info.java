/** A Kafka broker and controller in one JVM, for one machine, tests and small clusters. */
@NullMarked
package io.cuantovale.local.broker;

import org.jspecify.annotations.NullMarked;

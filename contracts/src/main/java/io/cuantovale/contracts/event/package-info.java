/** The value of each topic's records. JSON is snake_case; instants are ISO-8601 in UTC. */
@NullMarked
package io.cuantovale.contracts.event;

import org.jspecify.annotations.NullMarked;

/** Events as Kafka records: CloudEvents headers, schemas, dead letters. */
@NullMarked
package io.cuantovale.kit.events;

import org.jspecify.annotations.NullMarked;

/** Tests of the gateway: messaging. */
@NullMarked
package io.cuantovale.gateway.messaging;

import org.jspecify.annotations.NullMarked;

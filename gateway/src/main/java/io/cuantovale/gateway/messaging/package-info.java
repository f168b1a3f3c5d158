/** What the gateway tells the platform: predictions served, feedback observed. */
@NullMarked
package io.cuantovale.gateway.messaging;

import org.jspecify.annotations.NullMarked;

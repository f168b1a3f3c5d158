/** Whether the gateway can do its work. */
@NullMarked
package io.cuantovale.gateway.health;

import org.jspecify.annotations.NullMarked;

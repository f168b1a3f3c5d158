/** Settings of the gateway. */
@NullMarked
package io.cuantovale.gateway.config;

import org.jspecify.annotations.NullMarked;

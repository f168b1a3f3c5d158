/** Tests of the gateway: support. */
@NullMarked
package io.cuantovale.gateway.support;

import org.jspecify.annotations.NullMarked;

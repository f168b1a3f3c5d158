/** Tests of the gateway: rest. */
@NullMarked
package io.cuantovale.gateway.rest;

import org.jspecify.annotations.NullMarked;

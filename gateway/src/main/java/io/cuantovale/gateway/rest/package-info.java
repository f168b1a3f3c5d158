/** The public calls. */
@NullMarked
package io.cuantovale.gateway.rest;

import org.jspecify.annotations.NullMarked;

/** The public REST API, the batch fan-out and the web page. */
@NullMarked
package io.cuantovale.gateway;

import org.jspecify.annotations.NullMarked;

/** One id that follows a listing or a request through all services and log lines. */
@NullMarked
package io.cuantovale.kit.correlation;

import org.jspecify.annotations.NullMarked;

/** Typed configuration of the service. */
@NullMarked
package io.cuantovale.training.config;

import org.jspecify.annotations.NullMarked;

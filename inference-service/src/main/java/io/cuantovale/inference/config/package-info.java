/** Typed settings of inference-service. */
@NullMarked
package io.cuantovale.inference.config;

import org.jspecify.annotations.NullMarked;

/** What readiness of inference-service means. */
@NullMarked
package io.cuantovale.inference.health;

import org.jspecify.annotations.NullMarked;

/** What serving measures, one name per thing, in base units. */
@NullMarked
package io.cuantovale.inference.serving.metrics;

import org.jspecify.annotations.NullMarked;

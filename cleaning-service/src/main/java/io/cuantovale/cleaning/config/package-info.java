/** Settings of cleaning-service. */
@NullMarked
package io.cuantovale.cleaning.config;

import org.jspecify.annotations.NullMarked;

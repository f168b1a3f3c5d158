/** Whether cleaning-service can work. */
@NullMarked
package io.cuantovale.cleaning.health;

import org.jspecify.annotations.NullMarked;

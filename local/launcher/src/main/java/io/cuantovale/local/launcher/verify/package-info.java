/** One prediction through the public API. */
@NullMarked
package io.cuantovale.local.launcher.verify;

import org.jspecify.annotations.NullMarked;
